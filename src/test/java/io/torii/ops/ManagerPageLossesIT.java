package io.torii.ops;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Chromium;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the page makes of a server that is away for a while, of a session that is over, of a browser
 * that keeps nothing.
 */
@OnceInABuild
class ManagerPageLossesIT {

  private static Chromium chromium;
  private static ToriiProcess torii;
  private static RecordedApi api;
  private ManagerPage page;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    chromium.size(1280, 900);
    int port = ToriiProcess.freePort();
    torii =
        ToriiProcess.start(
                "-D",
                "torii.listen=127.0.0.1:" + port,
                "-D",
                "torii.proxy-pass.x=/x http://127.0.0.1:9")
            .awaitPort(port);
    api = new RecordedApi("http://127.0.0.1:" + port);
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
    api.reset();
    page = new ManagerPage(chromium).open(api.url());
  }

  private void connection(String says) {
    ManagerPage.see(() -> assertThat(page.text("#connection")).contains(says));
  }

  @Test
  void whoseSessionIsOverIsToldSo() {
    connection("Live");
    api.answer("server", 200, "text/html", "<form>Log in</form>");
    connection("Logged out: reload the page.");
    api.answer("server", () -> RecordedApi.recorded("server"));
    connection("Live");
    api.answer("balancers", 403, "text/html", "no");
    connection("Logged out: reload the page.");
  }

  @Test
  void aLaterReasonIsToldInPlaceOfTheFirst() {
    api.answer(
        "server",
        () -> {
          throw new IllegalStateException("gone");
        });
    connection("it cannot be reached");
    api.answer("server", 401, "text/plain", "");
    connection("Logged out: reload the page.");
  }

  @Test
  void differencesThatCouldNotBeReadAreReadAgain() {
    api.answer("changes", 503, "application/problem+json", "{\"detail\":\"not now\"}");
    page.open(api.url());
    connection("not now");
    api.answer("changes", () -> RecordedApi.recorded("changes"));
    connection("Live");
    ManagerPage.see(() -> assertThat(page.text("#changes-count")).isEqualTo("1"));
  }

  @Test
  void aBrowserThatKeepsNothingHasAPageAllTheSame() {
    Runnable end =
        chromium.first(
            "Object.defineProperty(window, 'localStorage',"
                + " {get() { throw new DOMException('no', 'SecurityError'); }});");
    try {
      page.open(api.url());
      page.press("Theme: system");
      page.press("Theme: light");
      ManagerPage.see(() -> assertThat(page.text("#theme")).isEqualTo("Theme: dark"));
    } finally {
      end.run();
    }
  }

  /** The last of the recorded ones is 3. */
  @Test
  void nothingHappensBetweenTheLogAndTheStream() throws IOException {
    ManagerPage.until(() -> api.asked().contains("3"));
    int pages = api.asked().size();
    page.view("events");
    String other =
        RecordedApi.recorded("server").replace("2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z");
    ManagerPage.see(() -> assertThat(page.text("#fact-uptime")).contains("3 h"));
    api.answer("server", () -> other);
    ManagerPage.until(() -> api.asked().subList(pages, api.asked().size()).contains("0"));
    api.event(
        "change",
        "{\"id\":1,\"at\":\"2026-01-01T03:00:01Z\",\"kind\":\"change\",\"balancer\":null,"
            + "\"member\":null,\"text\":\"the first of another process\",\"by\":null,"
            + "\"from\":null}");
    ManagerPage.see(
        () -> assertThat(page.text("#events")).contains("the first of another process"));
  }

  /**
   * Nobody knows what was while nothing was read, so nothing is drawn and no rate is made of it.
   */
  @Test
  void chartsHaveAGapWhereNothingWasRead() {
    assertThat(samples("[[0, 0], [2000, 2000], [60000, 60000], [62000, 62000]]"))
        .isEqualTo("[[0,2,2.001,60,62],[null,5,null,null,5]]");
    // the machine has slept: what counts the time of the process has stood
    assertThat(samples("[[0, 0], [2000, 2000], [4000, 90000], [6000, 92000]]"))
        .isEqualTo("[[0,2,2.001,90,92],[null,5,null,null,5]]");
    // somebody has set the clock back
    assertThat(samples("[[0, 90000], [2000, 92000], [4000, 3000], [6000, 5000]]"))
        .isEqualTo("[[90,92,94,96],[null,5,5,5]]");
  }

  /**
   * Times and requests per second after readings at those times, with ten more requests in each.
   */
  private static String samples(String readings) {
    return String.valueOf(
        requireNonNull(
            chromium
                .driver()
                .executeAsyncScript(
                    """
                    const [readings, done] = [JSON.parse(arguments[0]), arguments[1]];
                    const module = document.querySelector('script[type=module]').src;
                    import(new URL('history.js', module)).then(({ History }) => {
                      const history = new History();
                      readings.forEach(([ticks, clock], i) => history.record({ requests: i },
                        [{ id: 'b', members: [{ id: 'm', elected: i * 10, errors: 0, busy: 0 }] }],
                        ticks, clock));
                      done(JSON.stringify(history.table(history.past('b m'), ['requests'])));
                    }, (failure) => done(String(failure)));
                    """,
                    readings)));
  }
}
