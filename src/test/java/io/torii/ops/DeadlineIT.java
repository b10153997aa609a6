package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What client and log get when an exchange takes longer than {@code deadline=}. */
class DeadlineIT {

  private static final int LARGE = 64 << 20;

  @TempDir static Path folder;
  private static final List<AutoCloseable> open = new ArrayList<>();
  private static int port;
  private static Backend silent;
  private static Backend other;
  private static Backend large;

  @BeforeAll
  static void start() throws IOException {
    silent = backend(Script.silent());
    other = backend(Script.ok("other"));
    large =
        backend(
            Script.each(
                (request, wire) -> {
                  wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                  wire.send(new byte[LARGE]);
                }));
    Backend dripping =
        backend(
            wire -> {
              wire.head();
              wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                wire.send("1\r\nx\r\n");
                wire.pause(Duration.ofMillis(50));
              }
            });
    Backend slow =
        backend(
            Script.each(
                (request, wire) -> {
                  wire.pause(Duration.ofMillis(1500));
                  wire.answer(200, "slow");
                }));
    port = ToriiProcess.freePort();
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            ErrorLog error.log
            <Proxy balancer://both>
                BalancerMember %s deadline=1 timeout=30
                BalancerMember %s status=+H
            </Proxy>
            ProxyPass /both/ balancer://both/
            ProxyPass /drip/ %s/ deadline=500ms
            ProxyPass /large/ %s/ deadline=1
            ProxyPass /one/ %s/ max=1 deadline=2
            """
                .formatted(
                    port, silent.url(), other.url(), dripping.url(), large.url(), slow.url()));
    ToriiProcess torii = ToriiProcess.start("-f", file.toString());
    open.add(torii);
    torii.awaitPort(port);
  }

  private static Backend backend(Script script) throws IOException {
    Backend backend = Backend.start(script);
    open.add(backend);
    return backend;
  }

  @AfterAll
  static void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private static String get(String path) throws IOException {
    return RawClient.ask(
        port, "GET " + path + " HTTP/1.1\r\nHost: www\r\nConnection: close\r\n\r\n");
  }

  private static void awaitLogged(String line) {
    await().untilAsserted(() -> assertThat(logged()).contains(line));
  }

  private static String logged() throws IOException {
    return Files.readString(folder.resolve("error.log"));
  }

  /** It may be working still: nobody else is asked, and it stays in. */
  @Test
  void aSilentMemberIs504AndStaysIn() {
    for (int i = 1; i <= 2; i++) {
      HttpResponse<String> response = Web.get("http://127.0.0.1:" + port + "/both/x" + i);
      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.body()).contains("AH01102", "deadline=");
      assertThat(silent.lastRequest().target()).isEqualTo("/x" + i);
    }
    assertThat(other.requests()).isEmpty();
    awaitLogged(silent.url() + " was not done within deadline=1000ms in balancer://both. Raise");
  }

  /**
   * Who has waited for its turn has that much less of the member. All deadlines end in one moment,
   * in which the connection comes free: who gets it then is told otherwise, so it is tried again.
   */
  @Test
  void waitingForTheOneConnectionCounts() throws IOException {
    String waited = "was not done within deadline=2000ms: no connection became free, max=1";
    for (int i = 0; i < 5 && !logged().contains(waited); i++) {
      fourAtATime();
    }
    awaitLogged(waited);
  }

  private static void fourAtATime() {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> Web.get("http://127.0.0.1:" + port + "/one/").statusCode()));
    }
    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(200, 504, 504, 504);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2900));
  }

  @Test
  void aResponseThatDripsIsCutForTheClient() throws IOException {
    String response = get("/drip/");
    assertThat(response).startsWith("HTTP/1.1 200").contains("\r\nx\r\n");
    assertThat(response).doesNotContain("\r\n0\r\n");
    awaitLogged("AH01110: error reading response from");
    awaitLogged("was not done within deadline=500ms, its response is cut: raise deadline=");
  }

  @Test
  void aClientThatUploadsSlowlyGets504() throws IOException {
    int before = silent.requests().size();
    try (RawClient client = RawClient.to(port)) {
      client.send("PUT /both/up HTTP/1.1\r\nHost: www\r\nContent-Length: 6\r\n\r\nabc");
      await().until(() -> silent.requests().size() > before);
      await().until(() -> silent.open() == 0);
      assertThat(client.send("def").until("\r\n\r\n")).startsWith("HTTP/1.1 504");
    }
  }

  /** The member is free of it in time. */
  @Test
  void aClientThatTakesItsDownloadSlowlyGetsNoMore() throws IOException {
    try (RawClient client = RawClient.to(port)) {
      client.send("GET /large/ HTTP/1.1\r\nHost: www\r\n\r\n");
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
      await().until(() -> large.open() == 0);
      assertThat(client.in().readAllBytes().length).isLessThan(LARGE);
    }
    awaitLogged("was not done within deadline=1000ms, its response is cut: raise deadline=");
  }
}
