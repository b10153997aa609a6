package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.torii.testkit.Chromium;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What everybody must be able to use, on a telephone too, whatever a value brings: in every answer
 * that is recorded here stands markup that would set {@code window.hurt}.
 */
@OnceInABuild
class ManagerPageViewsIT {

  private static final List<String> VIEWS =
      List.of("overview", "changes", "rules", "diagnosis", "events");
  private static final String FIRST = "http://127.0.0.1:9001";

  private static Chromium chromium;
  private static ToriiProcess torii;
  private static RecordedApi api;
  private ManagerPage page;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    int port = ToriiProcess.freePort();
    torii =
        ToriiProcess.start(
                "-D", "torii.listen=127.0.0.1:" + port, "-D", "torii.proxy-pass.x=/x " + FIRST)
            .awaitPort(port);
    api = new RecordedApi("http://127.0.0.1:" + port);
    for (JsonNode balancer : new JsonMapper().readTree(RecordedApi.recorded("balancers"))) {
      String place = "balancers/" + balancer.get("id").asString();
      api.answer(place, balancer::toString);
      for (JsonNode member : balancer.get("members")) {
        api.answer(place + "/members/" + member.get("id").asString(), member::toString);
      }
    }
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
      torii.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    api.answer("server", () -> RecordedApi.recorded("server"));
    chromium.size(1280, 900);
    chromium.prefers("light");
    chromium.complaints();
    page = new ManagerPage(chromium).open(api.url());
  }

  private void use(String view) {
    page.view(view);
    if (view.equals("rules")) {
      page.press("Explain");
      ManagerPage.see(() -> assertThat(page.text()).contains("What the member would get"));
    }
    if (view.equals("diagnosis")) {
      page.press("Diagnose");
      ManagerPage.see(() -> assertThat(page.text()).contains("3 findings"));
    }
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,360", "dark,360"})
  void everybodyCanUseEachView(String scheme, int width) throws IOException {
    chromium.prefers(scheme);
    chromium.size(width, 800);
    for (String view : VIEWS) {
      use(view);
      String where = view + ", " + scheme + ", " + width;
      assertThat(page.barriers()).as(where).isEmpty();
      assertThat(chromium.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as(where + ": scrolls sideways")
          .isEqualTo(true);
    }
    page.view("overview");
    page.press(FIRST);
    ManagerPage.see(() -> assertThat(page.text()).contains("Everything else"));
    assertThat(page.barriers()).as("details, " + scheme + ", " + width).isEmpty();
    page.press("Change weight, route, set");
    ManagerPage.see(() -> assertThat(page.field("Weight").getDomProperty("value")).isEqualTo("1"));
    assertThat(page.barriers()).as("dialog, " + scheme + ", " + width).isEmpty();
  }

  @Test
  void showsHostileValuesAsTheyAre() throws IOException {
    String hostile = "<img src=x onerror=\"window.hurt=1\">";
    ManagerPage.see(() -> assertThat(page.row("http://127.0.0.1:9002")).contains(hostile));
    for (String view : VIEWS) {
      use(view);
      ManagerPage.see(() -> assertThat(page.text("#" + view)).as(view).contains(hostile));
    }
    ManagerPage.until(() -> api.listeners() > 0);
    api.event(
        "new<b>kind",
        "{\"id\":99,\"at\":\"2026-01-01T03:04:06Z\",\"kind\":\"new<b>kind\",\"balancer\":null,"
            + "\"member\":null,\"text\":\"just now <img src=x onerror='window.hurt=1'>\","
            + "\"by\":null,\"from\":null}");
    ManagerPage.see(
        () ->
            assertThat(page.text("#events"))
                .contains("new<b>kind", "just now <img src=x onerror='window.hurt=1'>"));
    page.view("overview");
    page.press("http://127.0.0.1:9002");
    ManagerPage.see(() -> assertThat(page.text()).contains("CN=" + hostile));
    assertThat(chromium.run("return [window.hurt, document.querySelectorAll('img').length]"))
        .asInstanceOf(LIST)
        .containsExactly(null, 1L); // the product's own sign
    assertThat(chromium.complaints()).as("the policy has nothing to stop").isEmpty();
  }

  @Test
  void aReaderSeesEverythingAndNoControl() {
    String reader = RecordedApi.recorded("server").replace("\"operator\"", "\"reader\"");
    api.answer("server", () -> reader);
    page.open(api.url());
    ManagerPage.see(() -> assertThat(page.row("http://127.0.0.1:9003")).contains("Draining"));
    List<String> controls =
        List.of(
            "Drain", "Cancel drain", "Disable", "Enable", "Edit balancer", "Add member", "Remove");
    assertThat(buttons()).doesNotContainAnyElementsOf(controls);
    page.press(FIRST);
    ManagerPage.see(() -> assertThat(page.text()).contains("Everything else"));
    assertThat(buttons()).containsOnlyOnce("Close").doesNotContainAnyElementsOf(controls);
    page.press("Close");
    for (String view : List.of("changes", "diagnosis")) {
      page.view(view);
      assertThat(buttons()).as(view).doesNotContain("Revert", "Revert all", "Diagnose");
    }
  }

  private static List<String> buttons() {
    return chromium.driver().findElements(By.tagName("button")).stream()
        .filter(WebElement::isDisplayed)
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void everythingIsReachedByKeyAndSeenToBe() {
    for (String wanted : List.of("Skip to content", "Theme: system", "Events", "Edit balancer")) {
      ManagerPage.until(
          () -> {
            chromium.driver().switchTo().activeElement().sendKeys(Keys.TAB);
            return chromium.driver().switchTo().activeElement().getText().equals(wanted);
          });
      WebElement focused = chromium.driver().switchTo().activeElement();
      assertThat(focused.getCssValue("outline-style")).as(wanted).isEqualTo("solid");
    }
    chromium.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    ManagerPage.until(() -> page.dialog() && !page.field("Method").getText().isEmpty());
    chromium.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    ManagerPage.until(() -> !page.dialog());
    assertThat(chromium.driver().switchTo().activeElement().getText()).isEqualTo("Edit balancer");
  }

  @Test
  void saysWhenTheServerIsLostAndWhenItIsBack() {
    ManagerPage.see(() -> assertThat(page.text("#connection")).isEqualTo("Live"));
    api.answer(
        "server",
        () -> {
          throw new IllegalStateException("gone");
        });
    ManagerPage.see(() -> assertThat(page.text("#connection")).startsWith("Lost since"));
    assertThat(page.row(FIRST)).contains("Up");
    api.answer("server", () -> RecordedApi.recorded("server"));
    ManagerPage.see(() -> assertThat(page.text("#connection")).isEqualTo("Live"));
  }

  @Test
  void theLightFollowsTheSystemUntilSomebodyChooses() {
    String light = ground();
    chromium.prefers("dark");
    ManagerPage.see(() -> assertThat(ground()).isNotEqualTo(light));
    page.press("Theme: system");
    ManagerPage.see(() -> assertThat(ground()).isEqualTo(light));
    page.open(api.url());
    assertThat(ground()).isEqualTo(light);
    page.press("Theme: light");
    page.press("Theme: dark");
    ManagerPage.see(() -> assertThat(ground()).isNotEqualTo(light));
  }

  private static String ground() {
    return chromium.driver().findElement(By.tagName("body")).getCssValue("background-color");
  }
}
