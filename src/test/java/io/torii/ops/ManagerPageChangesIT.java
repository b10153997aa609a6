package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator does to a balancer, how it is taken back, and who else was at it. */
@OnceInABuild
class ManagerPageChangesIT extends ManagerPageTests {

  @Test
  void revertsOneDifference() {
    page.pressInRow(url(1), "Disable");
    confirm("Disable member", "Now");
    row(1, "Disabled");
    page.view("changes");
    ManagerPage.see(
        () -> assertThat(page.text("#changes")).contains("disabled", url(1), "127.0.0.1"));
    page.press("Revert");
    confirm("Revert", "disabled on");
    ManagerPage.see(() -> assertThat(page.text("#changes")).contains("as configured."));
    page.view("overview");
    row(1, "Up");
  }

  @Test
  void addsAMemberAndRemovesIt() {
    page.press("Add member");
    page.press("Preview");
    ManagerPage.see(() -> assertThat(page.text(".field.text .error")).contains("required"));
    page.fill("URL", url(3));
    page.fill("Route", "app3");
    page.press("Preview");
    confirm("Add member", "members 2 3", url(3), "app3");
    row(3, "Up", "added", "app3");
    ManagerPage.until(() -> served().equals("app3"));
    undo("A member of shop is added.");
    ManagerPage.until(() -> !page.text().contains(url(3)));

    page.press(url(2));
    page.press("Remove");
    page.fill("Deadline in seconds", "0");
    page.press("Preview");
    confirm("Remove member", "without " + url(2));
    ManagerPage.until(() -> !page.text("#overview").contains(url(2)));
    assertThat(List.of(served(), served(), served())).containsOnly("app1");
    undo(url(2) + " is being removed.");
    row(2, "Up");
  }

  @Test
  void changesTheMethodAndTheStickiness() {
    page.press("Edit balancer");
    ManagerPage.until(() -> "byrequests".equals(page.field("Method").getDomProperty("value")));
    page.fill("Method", "bybusyness");
    page.fill("Sessions stick by", "SID|sid");
    page.press("Preview");
    confirm("Change balancer", "method byrequests bybusyness", "JSESSIONID SID|sid");
    ManagerPage.see(
        () -> assertThat(page.text(".facts-line")).contains("method bybusyness", "by SID or sid"));
    undo("shop is changed.");
    ManagerPage.see(
        () ->
            assertThat(page.text(".balancer .facts-line"))
                .contains("method byrequests", "by JSESSIONID"));
  }

  /** Somebody else is quicker. */
  @Test
  void saysWhoHasChangedItMeanwhile() {
    edit(1);
    page.fill("Weight", "3");
    String member = "balancers/shop/members/" + url(1).replace("://", ":");
    assertThat(change("PATCH", member, "{\"weight\":9}").statusCode()).isEqualTo(200);
    page.press("Preview");
    ManagerPage.see(
        () ->
            assertThat(page.text())
                .contains("Somebody has changed this in the meantime", "from 127.0.0.1", "=9"));
    assertThat(page.field("Weight").getDomProperty("value")).isEqualTo("3");
    page.press("Preview");
    confirm("Change member", "weight 9 3");
    row(1, "3");
  }

  @Test
  void explainsWhoWouldGetARequest() {
    page.view("rules");
    ManagerPage.see(
        () -> assertThat(page.text("#rules")).contains("/static", "nobody: it is left out"));
    int before = BACKENDS.get(1).requests().size();
    page.fill("URL", FRONT + "/cart");
    page.fill("Header fields, one a line", "Cookie: JSESSIONID=abc.app2");
    page.press("Explain");
    ManagerPage.see(
        () ->
            assertThat(page.text("#rules"))
                .contains("It would go to " + url(2), "GET /cart HTTP/1.1", "Candidates of"));
    assertThat(page.text(".chosen")).contains(url(2), "chosen");
    assertThat(BACKENDS.get(1).requests()).hasSize(before);
    page.fill("URL", FRONT + "/balancer-manager");
    page.press("Explain");
    ManagerPage.see(
        () ->
            assertThat(page.text("#rules")).contains("The answer would be: the balancer-manager"));
    page.fill("URL", "no url");
    page.press("Explain");
    ManagerPage.see(() -> assertThat(page.text(".explanation")).contains("no url"));
  }
}
