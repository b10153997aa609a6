package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The access log and the error log, into files that the configuration names. */
abstract class LogsSuite extends HomeSuite {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Path folder = folder();

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives(
        """
        ErrorLog "%1$s/error.log"
        LogFormat "%%h \\"%%r\\" %%>s %%B %%{User-Agent}i %%{X-It}o %%D %%L" all
        CustomLog "%1$s/access.log" all
        ProxyPass /dead/ http://127.0.0.1:%2$d/
        ProxyPass / %3$s/
        """
            .formatted(
                folder,
                Backend.refusingPort(),
                member(Script.raw("HTTP/1.1 203 X\r\nX-It: it\r\nContent-Length: 5\r\n\r\nhello"))
                    .url()));
  }

  private void awaitLine(String file, String regex) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(folder.resolve(file)))
                    .anyMatch(l -> l.matches(regex)));
  }

  @Test
  void eachRequestHasALine() {
    assertThat(get("/a%20b?q=1", "User-Agent", "me").body()).isEqualTo("hello");
    awaitLine(
        "access.log", "127\\.0\\.0\\.1 \"GET /a%20b\\?q=1 HTTP/1\\.1\" 203 5 me it \\d+ \\S+");
  }

  @Test
  void aFailureIsFoundByTheIdOfItsPage() {
    HttpResponse<String> page = get("/dead/", "Accept", "application/json");
    assertThat(page.statusCode()).isEqualTo(503);
    String id = page.body().replaceAll("(?s).*\"requestId\":\"([^\"]+)\".*", "$1");
    awaitLine("error.log", ".*AH00957: .*\\[request " + id + "].*");
    awaitLine("access.log", ".*\"GET /dead/ HTTP/1\\.1\" 503 .*" + id);
  }
}
