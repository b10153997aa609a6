package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way back is to where one was, and over nobody else's feet. */
@OnceInABuild
class ManagerPageUndoIT extends ManagerPageTests {

  private static final JsonMapper JSON = new JsonMapper();

  private static String member(String balancer, int member) {
    return "balancers/" + balancer + "/members/" + url(member).replace("://", ":");
  }

  private static JsonNode settings(int member) {
    return JSON.readTree(api(member("shop", member))).get("settings");
  }

  /** A balancer in which no session sticks: a drain without requests is over at once. */
  private void freeBalancer() {
    String body = "{\"name\":\"free\",\"members\":[{\"url\":\"%s\"}]}".formatted(url(3));
    assertThat(change("POST", "balancers", body).statusCode()).isEqualTo(201);
    row(3, "Up");
  }

  private void remove(int member, String deadline) {
    page.press(url(member));
    page.press("Remove");
    page.fill("Deadline in seconds", deadline);
    page.press("Preview");
    confirm("Remove member", "Now");
  }

  private void drain(int member, String deadline) {
    page.pressInRow(url(member), "Drain");
    page.fill("Deadline in seconds", deadline);
    page.press("Preview");
    confirm("Drain member", "Now");
  }

  @Test
  void aDrainThatIsOverIsTakenBack() {
    freeBalancer();
    drain(3, "600");
    row(3, "Disabled");
    undo(url(3) + " drains.");
    row(3, "Up");
    assertThat(api("changes")).doesNotContain("draining", "disabled");
  }

  @Test
  void aRemovalWhoseDrainIsOverIsTakenBack() {
    freeBalancer();
    String weight = "{\"weight\":7,\"timeout\":11,\"retry\":13}";
    assertThat(change("PATCH", member("free", 3), weight).statusCode()).isEqualTo(200);
    row(3, "7");
    remove(3, "600");
    ManagerPage.until(() -> !page.text("#overview").contains(url(3)));
    undo(url(3) + " is being removed.");
    row(3, "Up", "7");
    assertThat(api(member("free", 3))).contains("\"timeout\":11", "\"retry\":13");
  }

  @Test
  void aConfiguredMemberComesBackWithWhatWasDifferent() {
    change("PATCH", member("shop", 2), "{\"weight\":7,\"timeout\":11}");
    row(2, "7");
    JsonNode before = settings(2);
    remove(2, "0");
    ManagerPage.until(() -> !page.text("#overview").contains(url(2)));
    undo(url(2) + " is being removed.");
    row(2, "Up", "7");
    assertThat(settings(2)).isEqualTo(before);
  }

  @Test
  void aCancelledDrainGoesOnUntilItWouldHaveEnded() {
    String quiet = "{\"deadline\":600,\"quiet\":17,\"then\":\"nothing\"}";
    assertThat(change("PUT", member("shop", 1) + "/drain", quiet).statusCode()).isEqualTo(202);
    JsonNode before = JSON.readTree(api(member("shop", 1) + "/drain"));
    row(1, "Draining", "Cancel drain");
    page.pressInRow(url(1), "Cancel drain");
    confirm("Cancel drain", "draining yes no");
    row(1, "Up");
    undo(url(1) + " does not drain any more.");
    row(1, "Draining");
    JsonNode after = JSON.readTree(api(member("shop", 1) + "/drain"));
    assertThat(after.get("quiet")).isEqualTo(before.get("quiet"));
    assertThat(after.get("then")).isEqualTo(before.get("then"));
    Instant deadline = Instant.parse(before.get("deadline").asString());
    assertThat(Duration.between(deadline, Instant.parse(after.get("deadline").asString())).abs())
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void whatSomebodyElseHasChangedSinceIsNotTakenBack() {
    edit(1);
    page.fill("Weight", "3");
    page.press("Preview");
    confirm("Change member", "weight 1 3");
    ManagerPage.see(() -> assertThat(page.text("#toasts")).contains("Undo"));
    change("PATCH", member("shop", 1), "{\"weight\":9}");
    page.undo();
    ManagerPage.see(
        () ->
            assertThat(page.text("#toasts"))
                .contains("Not taken back: Somebody has changed this", "from 127.0.0.1", "=9")
                .doesNotContain("Undo"));
    assertThat(settings(1).get("weight").asInt()).isEqualTo(9);
  }

  @Test
  void whatSomebodyElseHasChangedElsewhereStays() {
    page.pressInRow(url(1), "Disable");
    confirm("Disable member", "disabled no yes");
    change("PATCH", member("shop", 2), "{\"weight\":9}");
    change("PATCH", member("shop", 1), "{\"weight\":8}");
    undo(url(1) + " is disabled.");
    row(1, "Up", "8");
    row(2, "Up", "9");
  }

  @Test
  void aRevertIsTakenBack() {
    change("PATCH", member("shop", 1), "{\"weight\":4,\"disabled\":true}");
    String added = "{\"url\":\"" + url(3) + "\",\"route\":\"app3\",\"timeout\":11}";
    assertThat(change("POST", "balancers/shop/members", added).statusCode()).isEqualTo(201);
    page.view("changes");
    ManagerPage.see(() -> assertThat(page.text("#changes")).contains("weight", url(3)));
    page.press("Revert all");
    confirm("Revert all", "Now");
    ManagerPage.see(() -> assertThat(page.text("#changes")).contains("as configured."));
    undo("Everything is as configured again.");
    page.view("overview");
    row(1, "Disabled", "4");
    row(3, "Up", "app3");
    assertThat(api(member("shop", 3))).contains("\"timeout\":11");
  }

  /** Members that come and go are differences of no member that is there. */
  @Test
  void whatOthersAddAndRemoveIsSeen() {
    page.view("changes");
    ManagerPage.see(() -> assertThat(page.text("#changes")).contains("as configured."));
    change("DELETE", member("shop", 2) + "?deadline=0", "");
    ManagerPage.see(
        () -> {
          assertThat(page.text("#changes")).contains(url(2) + " removed");
          assertThat(page.text("#changes-count")).isEqualTo("1");
        });
    change("POST", "rules", "{\"path\":\"/new\",\"target\":\"!\"}");
    ManagerPage.see(() -> assertThat(page.text("#changes-count")).isEqualTo("2"));
    change("DELETE", "changes", "");
    ManagerPage.see(() -> assertThat(page.text("#changes")).contains("as configured."));
  }
}
