package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The README's pictures: {@code -Dpage.pictures=src/doc} makes them anew. */
@EnabledIfSystemProperty(
    named = "page.pictures",
    matches = ".+",
    disabledReason = "-Dpage.pictures=FOLDER makes the README's pictures")
class ManagerPagePicturesIT extends ManagerPageTests {

  private final Path pictures = Path.of(System.getProperty("page.pictures", "target"));

  /** Another picture may have left it in error. */
  @BeforeEach
  void everybodyIsUp() {
    String member = "balancers/shop/members/" + url(2).replace("://", ":");
    assertThat(change("POST", member + "/clear-error", "{}").statusCode()).isEqualTo(200);
    row(2, "Up");
  }

  @Test
  void overviewOfABalancerThatHasLostAMember() throws Exception {
    try (Load load = Load.of(2, () -> served().isEmpty() ? "nothing" : "app", "app")) {
      ManagerPage.until(() -> load.served() > 20);
      BACKENDS.get(1).stop();
      row(2, "In error");
      String line = "return document.querySelector('.spark path').getAttribute('d').length > 90";
      ManagerPage.until(() -> Boolean.TRUE.equals(chromium.run(line)));
      paint("manager-overview.png");
    } finally {
      BACKENDS.get(1).restart();
    }
  }

  @Test
  void explanationInTheDark() throws IOException {
    chromium.prefers("dark");
    page.view("rules");
    page.fill("URL", FRONT + "/cart");
    page.fill("Header fields, one a line", "Cookie: JSESSIONID=abc.app2");
    page.press("Explain");
    ManagerPage.see(() -> assertThat(page.text("#rules")).contains("It would go to"));
    paint("manager-explain.png");
    chromium.prefers("light");
  }

  @Test
  void detailsOfAMember() throws Exception {
    try (Load load = Load.of(2, () -> served().isEmpty() ? "nothing" : "app", "app")) {
      ManagerPage.until(() -> load.served() > 20);
      String line = "return document.querySelector('.spark path').getAttribute('d').length > 90";
      ManagerPage.until(() -> Boolean.TRUE.equals(chromium.run(line)));
      page.press(url(1));
      ManagerPage.see(() -> assertThat(page.text()).contains("Everything else"));
      paint("manager-details.png");
    }
  }

  @Test
  void diagnosisOfABalancerThatHasLostAMember() throws IOException {
    BACKENDS.get(1).stop();
    try {
      page.view("diagnosis");
      page.press("Diagnose");
      ManagerPage.see(() -> assertThat(page.text("#diagnosis")).contains("Remedy:"));
      paint("manager-diagnosis.png");
    } finally {
      BACKENDS.get(1).restart();
    }
  }

  private void paint(String name) throws IOException {
    Files.createDirectories(pictures);
    Files.write(pictures.resolve(name), chromium.picture());
  }
}
