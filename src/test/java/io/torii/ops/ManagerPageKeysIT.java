package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** An operator without a mouse: nobody has to look for where he was. */
@OnceInABuild
class ManagerPageKeysIT extends ManagerPageTests {

  /** Presses the button that has the focus, and the one that does it. */
  private void doIt(String title) {
    page.keys(Keys.ENTER);
    ManagerPage.see(() -> assertThat(page.text()).contains("What will change"));
    ManagerPage.until(() -> page.focused().equals(title));
    page.keys(Keys.ENTER);
    ManagerPage.until(() -> !page.dialog());
  }

  @Test
  void whoHasChangedSomethingStaysInTheRow() {
    page.tabTo("Disable " + url(1));
    doIt("Disable member");
    row(1, "Disabled");
    ManagerPage.until(() -> page.focused().equals("Enable " + url(1)));
    ManagerPage.see(
        () ->
            assertThat(page.text("#toasts [role=status]"))
                .isEqualTo(url(1) + " is disabled. Ctrl+Z takes it back."));
    page.keys(Keys.chord(Keys.CONTROL, "z"));
    row(1, "Up");
    ManagerPage.until(() -> page.focused().equals("Disable " + url(1)));
    ManagerPage.see(
        () -> assertThat(page.text("#toasts")).contains("Taken back: " + url(1) + " is disabled."));

    doIt("Disable member");
    ManagerPage.until(() -> page.focused().equals("Enable " + url(1)));
    doIt("Enable member");
    ManagerPage.until(() -> page.focused().equals("Disable " + url(1)));
  }

  @Test
  void whoWritesTakesBackHisWordsAlone() {
    page.tabTo("Disable " + url(1));
    doIt("Disable member");
    row(1, "Disabled");
    page.field("Find").sendKeys("x");
    page.keys(Keys.chord(Keys.CONTROL, "z"));
    assertThat(page.field("Find").getDomProperty("value")).isEmpty();
    assertThat(api("changes")).contains("disabled");
  }

  @Test
  void whoseMemberIsGoneIsLedToTheWayBack() {
    page.tabTo(url(2) + ", details");
    page.keys(Keys.ENTER);
    ManagerPage.until(page::dialog);
    page.tabTo("Remove");
    page.keys(Keys.ENTER);
    ManagerPage.until(() -> page.focused().equals("Deadline in seconds"));
    page.keys(Keys.chord(Keys.CONTROL, "a"), "0", Keys.ENTER);
    ManagerPage.until(() -> page.focused().equals("Remove member"));
    page.keys(Keys.ENTER);
    ManagerPage.until(() -> !page.text("#overview").contains(url(2)));
    ManagerPage.until(() -> page.focused().equals("Undo"));
    page.keys(Keys.ENTER);
    row(2, "Up");
    ManagerPage.until(() -> page.focused().equals("Dismiss"));
  }
}
