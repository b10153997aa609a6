package io.torii.ops;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The manager's page as somebody uses it who sees it. */
final class ManagerPage {

  /** A poll of the page is two seconds; the machine may have much else to do. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private final Chromium chromium;
  private final ChromeDriver driver;

  ManagerPage(Chromium chromium) {
    this.chromium = chromium;
    this.driver = chromium.driver();
  }

  /** Opens it, and waits until it shows a member. */
  ManagerPage open(String url) {
    driver.get("about:blank"); // a URL that differs in its fragment alone would not load anything
    driver.get(url);
    until(() -> !driver.findElements(By.cssSelector(".members tbody tr")).isEmpty());
    return this;
  }

  /** Goes to a view by its link. */
  void view(String name) {
    driver.findElement(By.cssSelector("nav.views a[href='#" + name + "']")).click();
    until(() -> driver.findElement(By.id(name)).isDisplayed());
  }

  /** What can be seen of the page, or of its topmost dialog. */
  String text() {
    return top().getText();
  }

  /** What can be seen of a part of it. */
  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** What can be seen in a member's row. */
  String row(String member) {
    return rowOf(member).getText();
  }

  /** What stands in a member's row as errors per second. */
  String errors(String member) {
    return rowOf(member).findElement(By.cssSelector(".c-errors .v")).getText();
  }

  private WebElement rowOf(String member) {
    return driver.findElement(
        By.xpath("//table[contains(@class,'members')]//tr[.//button[.='" + member + "']]"));
  }

  /** Presses the button of that text in a member's row. */
  void pressInRow(String member, String button) {
    WebElement found = rowOf(member).findElement(By.xpath(".//button[.='" + button + "']"));
    seen(found).click();
  }

  /** Presses the button of that text, in the topmost dialog if there is one. */
  void press(String button) {
    until(() -> enabled(button) != null);
    seen(requireNonNull(enabled(button))).click();
  }

  private @Nullable WebElement enabled(String button) {
    return top().findElements(By.xpath(".//button[normalize-space(.)='" + button + "']")).stream()
        .filter(found -> found.isDisplayed() && found.isEnabled())
        .findFirst()
        .orElse(null);
  }

  /** Presses the button of the latest notification. */
  void undo() {
    driver.findElement(By.cssSelector(".toast:last-child .undo")).click();
  }

  /** Presses keys wherever the focus is. */
  void keys(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** The name of what has the focus. */
  String focused() {
    return String.valueOf(driver.switchTo().activeElement().getAccessibleName());
  }

  /** Goes on by the tabulator until what has the focus has that name. */
  void tabTo(String name) {
    until(
        () -> {
          keys(Keys.TAB);
          return focused().equals(name);
        });
  }

  /** Writes into the field of that label instead of what is there. */
  void fill(String label, String value) {
    WebElement field = field(label);
    if (field.getTagName().equals("select")) {
      field.findElement(By.xpath("./option[.='" + value + "']")).click();
      return;
    }
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(value);
  }

  /** The field of that label, in the topmost dialog if there is one. */
  WebElement field(String label) {
    until(() -> labelled(label) != null); // a dialog comes up step by step
    WebElement found = requireNonNull(labelled(label));
    return driver.findElement(By.id(String.valueOf(found.getDomAttribute("for"))));
  }

  private @Nullable WebElement labelled(String label) {
    return top().findElements(By.xpath(".//label[.='" + label + "']")).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElse(null);
  }

  /** Whether a dialog is open. */
  boolean dialog() {
    return !dialogs().isEmpty();
  }

  private List<WebElement> dialogs() {
    return driver.findElements(By.cssSelector("dialog[open]"));
  }

  private WebElement top() {
    List<WebElement> open = dialogs();
    return open.isEmpty() ? driver.findElement(By.tagName("body")) : open.get(open.size() - 1);
  }

  private WebElement seen(WebElement element) {
    chromium.run("arguments[0].scrollIntoView({block: 'center'})", element);
    return element;
  }

  /** Waits until something holds; an element that is replaced meanwhile is looked for again. */
  static void until(Callable<Boolean> holds) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(StaleElementReferenceException.class)
        .until(holds);
  }

  /** Waits until the assertion holds. */
  static void see(ThrowingRunnable assertion) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(StaleElementReferenceException.class)
        .untilAsserted(assertion);
  }

  /** What axe finds that is serious or critical, as lines; empty if nothing. */
  String barriers() throws IOException {
    try (InputStream in = ManagerPage.class.getResourceAsStream(AXE)) {
      if (in == null) {
        throw new IllegalStateException(AXE + " is not on the class path");
      }
      driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(({violations, passes}) => done(
              (passes.length < 10 ? 'axe has hardly looked\\n' : '') + violations
                .filter((v) => v.impact === 'serious' || v.impact === 'critical')
                .flatMap((v) => v.nodes.map((n) => `${v.impact} ${v.id} ${n.target} ${n.failureSummary}`))
                .join('\\n')));
            """);
    return String.valueOf(found);
  }
}
