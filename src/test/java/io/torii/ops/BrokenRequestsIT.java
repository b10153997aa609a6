package io.torii.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that break off or never were requests, and members that break off early. */
// Heads are written with their line ends, which a text block would hide.
@OnceInABuild
@SuppressWarnings("StringConcatToTextBlock")
class BrokenRequestsIT {

  @TempDir static Path folder;
  private static Backend member;
  private static ToriiProcess torii;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    member =
        Backend.start(
            wire -> {
              String target = wire.request().map(r -> r.target()).orElse("");
              if (target.startsWith("/cut")) {
                wire.send(
                    "HTTP/1.1 200 OK\r\nSet-Cookie: s=1\r\n"
                        + (target.endsWith("chunked")
                            ? "Transfer-Encoding: chunked\r\n\r\n"
                            : "Content-Length: 100\r\n\r\n"));
              } else {
                wire.answer(200, "ok");
              }
            });
    port = ToriiProcess.freePort();
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            Timeout 1
            LogFormat "<%%r> %%>s %%a" short
            CustomLog access.log short
            LimitRequestBody 1000
            ProxyPass / %s/
            """
                .formatted(port, member.url()));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @AfterAll
  static void stop() throws IOException {
    torii.close();
    member.close();
  }

  /** The container gives up within such a head, and still it is a request that has a line. */
  @Test
  void aHeadThatCannotBeReadIsAnsweredAndLogged() throws IOException {
    String answer = send("GET /ctl HTTP/1.1\r\nHost: w\r\nUser-Agent: a\u0001b\r\n\r\n", false);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("<small>Request ");
    awaitLine("<GET /ctl HTTP/1.1> 400 127.0.0.1");
    assertThat(torii.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bad chunk, 'Transfer-Encoding: chunked~~~~zz~~', false, 400",
    "short chunked body over the limit, 'Transfer-Encoding: chunked~~~~7d0~~{2000}~~0~~~~', false,"
        + " 413",
    "announced body over the limit, 'Content-Length: 2000~~~~{2000}', false, 413",
    "body that ends early, 'Content-Length: 900~~~~hello', true, 400",
    "body that stops, 'Content-Length: 900~~~~hello', false, 408",
    "chunked body that stops, 'Transfer-Encoding: chunked~~~~5~~hello~~', false, 408",
  })
  void theClientsFaultsAreAnsweredAsSuch(String name, String rest, boolean end, int status)
      throws IOException {
    String path = "/" + name.replace(' ', '-');
    String request =
        "POST " + path + " HTTP/1.1~~Host: w~~" + rest.replace("{2000}", "x".repeat(2000));

    String answer = send(request.replace("~~", "\r\n"), end);

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("<small>Request ");
    awaitLine("<POST " + path + " HTTP/1.1> " + status + " 127.0.0.1");
    assertThat(torii.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no Host, 'GET /no-host HTTP/1.1~~~~', 400",
    "two Hosts, 'GET /two-hosts HTTP/1.1~~Host: a~~Host: b~~~~', 400",
    "another authority, 'GET http://evil.example/absolute HTTP/1.1~~Host: w~~~~', 400",
    "a blank before the colon, 'GET /blank HTTP/1.1~~Host: w~~Foo : b~~~~', 400",
    "an unknown coding, 'POST /coding HTTP/1.1~~Host: w~~Transfer-Encoding: gzip~~~~', 501",
    "two lengths, 'POST /lengths HTTP/1.1~~Host: w~~Content-Length: 1~~Content-Length: 2~~~~', 400",
    "CONNECT, 'CONNECT w:443 HTTP/1.1~~Host: w:443~~~~', 501",
    "a path above the root, 'GET /../../x HTTP/1.1~~Host: w~~~~', 400",
    "a NUL, 'GET /%00 HTTP/1.1~~Host: w~~~~', 40",
    "a bad escape, 'GET /%zz HTTP/1.1~~Host: w~~~~', 400",
  })
  void whatIsNoRequestGetsOurPageAndALine(String name, String request, String status)
      throws IOException {
    String answer = send(request.replace("~~", "\r\n"), false);

    assertThat(answer).as(name).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("<small>Request ").doesNotContain("Tomcat");
    String target = request.split("[ ~]", -1)[1].replace("http://evil.example", "");
    awaitLine(target + " ");
    assertThat(torii.err()).doesNotContain("\tat ");
  }

  /** Neither a page of the container's behind the member's head, nor a whole response. */
  @Test
  void aMemberThatDiesBehindItsHeadLeavesATruncatedResponse() throws IOException {
    String cut = send("GET /cut HTTP/1.1\r\nHost: w\r\n\r\n", false);
    assertThat(cut).doesNotContain("<html", "Tomcat", "HTTP/1.1 500");
    assertThat(cut).startsWith("HTTP/1.1 200").contains("Content-Length: 100").endsWith("\r\n\r\n");

    String chunked = send("GET /cut-chunked HTTP/1.1\r\nHost: w\r\n\r\n", false);
    assertThat(chunked).startsWith("HTTP/1.1 200").doesNotContain("<html", "\r\n0\r\n");
  }

  private static void awaitLine(String part) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(Files.readString(folder.resolve("access.log"))).contains(part));
  }

  private static String send(String request, boolean end) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      if (end) {
        socket.shutdownOutput();
      }
      StringBuilder answer = new StringBuilder();
      try {
        for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
          answer.append((char) c);
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("reset")) {
          throw e;
        }
      }
      return answer.toString();
    }
  }
}
