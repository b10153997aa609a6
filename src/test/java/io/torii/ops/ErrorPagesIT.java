package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told when its request cannot be served, and what the limits refuse. */
@OnceInABuild
class ErrorPagesIT {

  @TempDir static Path folder;
  private static Backend pages;
  private static ToriiProcess torii;
  private static String base;

  @BeforeAll
  static void start() throws IOException {
    pages =
        Backend.start(
            Script.each(
                (request, wire) ->
                    wire.answer(
                        request.target().contains("missing") ? 404 : 200,
                        request.method()
                            + " "
                            + request.target()
                            + " "
                            + request.header("X-Of").orElse("-"))));
    int port = ToriiProcess.freePort();
    base = "http://127.0.0.1:" + port;
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            ServerName www.example.com
            ServerAdmin root@example.com
            ServerSignature EMail
            ServerTokens Prod
            LimitRequestLine 200
            LimitRequestFieldSize 300
            LimitRequestFields 8
            CustomLog access.log "%%r %%s %%>s %%B %%U"
            ErrorDocument 503 /pages/down?x=1
            ErrorDocument 403 /pages/missing
            ErrorDocument 401 /pages/login
            ErrorDocument 404 "nothing <b>here</b>"
            RequestHeader set X-Of "%%{REDIRECT_STATUS}e %%{REDIRECT_URL}e"
            ProxyPass /pages/ %s/
            ProxyPass /app/ http://127.0.0.1:%d/
            <Location /closed>
              Require all denied
            </Location>
            <Location /login>
              AuthType Basic
              AuthName "the realm"
              AuthUserFile users
              Require valid-user
            </Location>
            <Location /away>
              ErrorDocument 404 http://elsewhere.example.com/
            </Location>
            <Location /builtin>
              ErrorDocument 404 default
            </Location>
            """
                .formatted(port, pages.url(), Backend.refusingPort()));
    Files.writeString(folder.resolve("users"), "");
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @AfterAll
  static void stop() throws IOException {
    torii.close();
    pages.close();
  }

  @Test
  void aPathIsFetchedAndItsBodyTakesTheFailedRequestsStatus() throws IOException {
    HttpResponse<String> response = Web.request("POST", base + "/app/a", "body");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("GET /down?x=1 503 /app/a");
    assertThat(pages.lastRequest().header("Content-Length")).isEmpty();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(Files.readString(folder.resolve("access.log")))
                    .contains("POST /app/a HTTP/1.1 503 503 24 /app/a\n")
                    .doesNotContain("/pages/down"));
    assertThat(Web.request("HEAD", base + "/app/a", "").statusCode()).isEqualTo(503);
    assertThat(pages.lastRequest().method()).isEqualTo("HEAD");
  }

  @Test
  void thePasswordIsAskedForAlsoWithADocument() {
    HttpResponse<String> response = Web.get(base + "/login");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Basic realm=\"the realm\"");
    assertThat(response.body()).isEqualTo("GET /login 401 /login");
  }

  @Test
  void aDocumentThatIsNotThereLeavesTheBuiltInPage() {
    HttpResponse<String> response = Web.get(base + "/closed");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .contains("<h1>403 Forbidden</h1>")
        .contains(
            "<address>Torii Server at <a href=\"mailto:root@example.com\">www.example.com</a> Port ");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(torii.err())
                    .contains(
                        "the ErrorDocument /pages/missing was answered 404: the built-in page is"
                            + " sent. Check that a rule serves this path."));
  }

  @Test
  void aTextAUrlAndTheDefaultAreWhatTheySay() {
    assertThat(Web.get(base + "/nowhere").body()).isEqualTo("nothing <b>here</b>");
    HttpResponse<String> away = Web.get(base + "/away");
    assertThat(away.statusCode()).isEqualTo(302);
    assertThat(away.headers().firstValue("Location")).hasValue("http://elsewhere.example.com/");
    assertThat(Web.get(base + "/builtin").body()).contains("<h1>404 Not Found</h1>");
  }

  @Test
  void limitsOfTheHeadHoldToTheByte() {
    // "GET " + target + " HTTP/1.1" is 200 bytes long
    String longest = "/" + "a".repeat(186);
    assertThat(Web.get(base + longest).statusCode()).isEqualTo(404);
    HttpResponse<String> tooLong = Web.get(base + longest + "a");
    assertThat(tooLong.statusCode()).isEqualTo(414);
    assertThat(tooLong.body()).contains("LimitRequestLine", "AH00565");

    String value = "v".repeat(300 - "X-Long: ".length());
    assertThat(Web.get(base + "/n", "X-Long", value).statusCode()).isEqualTo(404);
    HttpResponse<String> tooWide = Web.get(base + "/n", "X-Long", value + "v");
    assertThat(tooWide.statusCode()).isEqualTo(400);
    assertThat(tooWide.body()).contains("field X-Long is too long", "LimitRequestFieldSize");

    String[] many = new String[20];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % 2 == 0 ? "X-" + i : "v";
    }
    HttpResponse<String> tooMany = Web.get(base + "/n", many);
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(tooMany.body()).contains("too many header fields", "LimitRequestFields");
  }
}
