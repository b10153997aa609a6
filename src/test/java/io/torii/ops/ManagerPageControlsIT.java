package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator does to a member, and what becomes of it. */
@OnceInABuild
class ManagerPageControlsIT extends ManagerPageTests {

  @Test
  void showsWhatHappensWhileItHappens() throws IOException {
    row(1, "Up");
    for (int i = 0; i < 40; i++) {
      served();
    }
    ManagerPage.see(
        () ->
            assertThat(
                    (String)
                        chromium.run(
                            "return document.querySelector('.spark path').getAttribute('d')"))
                .contains("L"));
    ManagerPage.see(
        () -> {
          served();
          assertThat(page.text(".legend")).containsPattern("requests (0\\.)?[1-9]");
        });
    BACKENDS.get(0).stop();
    for (int i = 0; i < 4; i++) {
      assertThat(served()).isEqualTo("app2");
    }
    row(1, "In error", "Connection refused");
    ManagerPage.see(
        () ->
            assertThat(
                    (String)
                        chromium.run("return document.getElementById('announcer').textContent"))
                .contains(url(1)));
    assertThat(page.text("#summary")).contains("2 members", "1 out");
    page.view("events");
    ManagerPage.see(() -> assertThat(page.text("#events")).contains("state", url(1)));
    page.view("overview");
    BACKENDS.get(0).restart();
    page.press(url(1));
    ManagerPage.see(() -> assertThat(page.text()).contains("Last error at"));
    page.press("Clear error");
    confirm("Clear error", "in error yes no");
    ManagerPage.until(() -> served().equals("app1"));
    row(1, "Up");
  }

  @Test
  void errorsAreCountedWhereTheyComeFrom() throws IOException {
    String answer = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n";
    try (Backend broken = Backend.start(Script.raw(answer))) {
      String body = "{\"url\":\"" + broken.url() + "\",\"route\":\"broken\"}";
      assertThat(change("POST", "balancers/shop/members", body).statusCode()).isEqualTo(201);
      ManagerPage.until(() -> page.text("#overview").contains(broken.url()));
      ManagerPage.see(
          () -> {
            served();
            assertThat(page.errors(broken.url())).matches("(0\\.)?[1-9].*");
          });
      assertThat(page.errors(url(1))).isEqualTo("0");
      ManagerPage.see(
          () -> {
            served();
            assertThat(page.text(".legend")).containsPattern("errors (0\\.)?[1-9]");
          });
      page.press(broken.url());
      ManagerPage.see(
          () -> {
            served();
            assertThat(page.text()).containsPattern("errors (0\\.)?[1-9]").contains("p99", "Busy");
          });
      assertThat(chromium.run("return document.querySelectorAll('dialog canvas').length"))
          .isEqualTo(3L);
      page.press("Close");
    }
  }

  /** The details are as true as the table, and say how far a drain has come. */
  @Test
  void theDetailsStayTrueWhileTheyAreOpen() {
    page.press(url(1));
    ManagerPage.see(() -> assertThat(page.text()).contains("Everything else", "Up"));
    assertThat(page.text()).doesNotContain("ends within");
    String drain = "balancers/shop/members/" + url(1).replace("://", ":") + "/drain";
    assertThat(change("PUT", drain, "{\"deadline\":600}").statusCode()).isEqualTo(202);
    ManagerPage.see(
        () ->
            assertThat(page.text())
                .contains(
                    "Draining", "requests in flight", "ends within", "9 min", "Cancel drain"));
    assertThat(change("DELETE", drain, "").statusCode()).isEqualTo(204);
    ManagerPage.see(() -> assertThat(page.text()).contains("Up").doesNotContain("ends within"));
    page.press("Close");
  }

  @Test
  void disablesAndEnablesAndTakesItBack() {
    page.pressInRow(url(1), "Disable");
    confirm("Disable member", "disabled no yes");
    row(1, "Disabled", "changed");
    assertThat(List.of(served(), served(), served())).containsOnly("app2");
    undo(url(1) + " is disabled.");
    row(1, "Up");
    assertThat(List.of(served(), served(), served())).contains("app1");
    assertThat(api("changes")).isEqualTo("[]");

    page.pressInRow(url(1), "Disable");
    confirm("Disable member", "Now");
    row(1, "Disabled");
    page.pressInRow(url(1), "Enable");
    confirm("Enable member", "disabled yes no");
    row(1, "Up");
  }

  @Test
  void cancellingChangesNothing() {
    page.pressInRow(url(1), "Disable");
    ManagerPage.see(() -> assertThat(page.text()).contains("What will change"));
    page.press("Cancel");
    ManagerPage.until(() -> !page.dialog());
    page.pressInRow(url(1), "Drain");
    page.press("Preview");
    ManagerPage.see(() -> assertThat(page.text()).contains("What will change"));
    page.press("Cancel");
    assertThat(api("changes")).isEqualTo("[]");
    assertThat(page.row(url(1))).contains("Up");
  }

  @Test
  void drainsUntilADeadlineAndThenDisables() {
    page.pressInRow(url(1), "Drain");
    page.fill("Deadline in seconds", "600");
    page.press("Preview");
    confirm("Drain member", "draining no yes", "deadline", "600 s", "then", "disable");
    row(1, "Draining", "0 busy, ends by", "Cancel drain");
    assertThat(List.of(served(), served(), served())).containsOnly("app2");
    undo(url(1) + " drains.");
    row(1, "Up");

    page.pressInRow(url(1), "Drain");
    page.fill("Deadline in seconds", "600");
    page.press("Preview");
    confirm("Drain member", "Now");
    row(1, "Draining");
    page.pressInRow(url(1), "Cancel drain");
    confirm("Cancel drain", "draining yes no");
    row(1, "Up");

    page.pressInRow(url(1), "Drain");
    page.fill("Deadline in seconds", "1");
    page.press("Preview");
    confirm("Drain member", "Now");
    row(1, "Disabled");
  }

  @Test
  void setsWeightRouteAndSet() {
    edit(1);
    page.fill("Weight", "500");
    page.press("Preview");
    ManagerPage.see(
        () -> assertThat(page.field("Weight").getDomAttribute("aria-invalid")).isEqualTo("true"));
    assertThat(page.text(".field.number .error")).contains("100");
    page.fill("Weight", "5");
    page.fill("Route", "blue");
    page.fill("Set", "1");
    page.press("Preview");
    confirm("Change member", "weight 1 5", "route app1 blue", "lbset 0 1");
    row(1, "5 (set 1)", "blue");

    edit(1);
    page.fill("Weight", "7");
    page.press("Preview");
    confirm("Change member", "weight 5 7");
    row(1, "7 (set 1)");
    undo(url(1) + " is changed.");
    row(1, "5 (set 1)", "blue");

    edit(1);
    page.press("Preview");
    ManagerPage.see(() -> assertThat(page.text()).contains("Nothing is different"));
    page.press("Cancel");

    page.view("changes");
    ManagerPage.see(
        () -> assertThat(page.text("#changes")).contains("weight", "route", "lbset", "blue"));
    page.press("Revert all");
    confirm("Revert all", "Now");
    ManagerPage.see(() -> assertThat(page.text("#changes")).contains("as configured."));
    page.view("overview");
    row(1, "app1");
    assertThat(page.row(url(1))).doesNotContain("set 1");
  }
}
