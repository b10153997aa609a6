package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that come and go with the configuration, while requests are on their way. */
class ListenersIT {

  /** Noticed within five seconds, still for half a second, and then read. */
  private static final Duration SOON = Duration.ofSeconds(6);

  private static final String REFUSED = "The new configuration is refused";

  @TempDir Path folder;
  private final CountDownLatch answer = new CountDownLatch(1);
  private final int first = ToriiProcess.freePort();
  private final int second = ToriiProcess.freePort();
  private Path file;
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("torii.conf");
    backend =
        Backend.start(
            Script.each(
                (request, wire) -> {
                  if (request.target().endsWith("/slow")) {
                    hold(answer);
                  }
                  wire.answer(200, request.target());
                }));
  }

  @AfterEach
  void stop() throws IOException {
    answer.countDown();
    backend.close();
  }

  private void write(String name, String... listen) throws IOException {
    String lines = "";
    for (String address : listen) {
      lines += "Listen " + address + "\n";
    }
    Files.writeString(file, lines + "ProxyPass / " + backend.url() + "/" + name + "/\n");
  }

  private static String ask(int port, String path) {
    return Web.get("http://127.0.0.1:" + port + path).body();
  }

  private ToriiProcess started(int port) {
    return ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @Test
  void aNewAddressIsOpenedAndOneThatIsGoneIsClosed() throws Exception {
    write("old", "127.0.0.1:" + first);
    try (ToriiProcess torii = started(first)) {
      write("both", "127.0.0.1:" + first, "127.0.0.1:" + second);
      await().atMost(SOON).until(() -> ToriiProcess.accepts(second));
      await().until(() -> ask(second, "/x").equals("/both/x"));
      assertThat(ask(first, "/x")).isEqualTo("/both/x");

      CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> ask(first, "/slow"));
      await().until(() -> backend.lastRequest().target().equals("/both/slow"));
      write("new", "127.0.0.1:" + second);
      await().atMost(SOON).until(() -> !ToriiProcess.accepts(first));
      await().until(() -> ask(second, "/x").equals("/new/x"));
      assertThat(slow).isNotDone();
      answer.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("/both/slow");

      // What was closed can be had again.
      write("again", "127.0.0.1:" + first);
      await()
          .atMost(SOON)
          .until(() -> ToriiProcess.accepts(first) && ask(first, "/x").equals("/again/x"));
      assertThat(torii.err()).doesNotContain(REFUSED, "Exception", ":warn]");
    }
  }

  /** Half a reload would be worse than none. */
  @Test
  void anAddressThatIsTakenLeavesEverythingAsItWas() throws Exception {
    write("old", "127.0.0.1:" + first);
    try (Backend other = Backend.start(Script.ok("other"));
        ToriiProcess torii = started(first)) {
      write("new", "127.0.0.1:" + second, "127.0.0.1:" + other.port());
      await().atMost(SOON).until(() -> torii.err().contains(REFUSED));
      assertThat(torii.err())
          .contains(
              file
                  + ":2: AH00072: cannot listen on 127.0.0.1:"
                  + other.port()
                  + ": another process uses it (see `ss -ltnp sport = :"
                  + other.port()
                  + "`): stop that one, or listen elsewhere with -D torii.listen=PORT\n")
          .doesNotContain("Exception");
      assertThat(ask(first, "/x")).isEqualTo("/old/x");
      assertThat(ToriiProcess.accepts(second)).isFalse();
      other.stop();
      await().atMost(SOON).until(() -> reloaded(torii, second));
      assertThat(ToriiProcess.accepts(first)).isFalse();
      assertThat(ask(other.port(), "/x")).isEqualTo("/new/x");
    }
  }

  /** The file is as it was refused, so nobody but a signal can say that it is worth another try. */
  private static boolean reloaded(ToriiProcess torii, int port) {
    torii.hangUp();
    return ToriiProcess.accepts(port) && ask(port, "/x").equals("/new/x");
  }

  /** Our own old listener is in the way, and makes room. */
  @Test
  void anAddressCanBeWrittenInAnotherWay() throws Exception {
    write("wide", Integer.toString(first));
    try (ToriiProcess torii = started(first)) {
      assertThat(ask(first, "/x")).isEqualTo("/wide/x");
      write("narrow", "127.0.0.1:" + first);
      await()
          .atMost(SOON)
          .until(() -> ToriiProcess.accepts(first) && ask(first, "/x").equals("/narrow/x"));
      assertThat(torii.err()).doesNotContain(REFUSED, "Exception");
    }
  }

  @Test
  void aPortCanGetTlsAndLoseItAgain() throws Exception {
    TestTls tls = TestTls.forName("a.test");
    String certified = "SSLEngine on\nSSLCertificateFile " + tls.certificateAndKeyFile(folder);
    write("plain", "127.0.0.1:" + first);
    String plain = Files.readString(file);
    try (ToriiProcess torii = started(first);
        Backend other = Backend.start(Script.ok("other"))) {
      String second = "Listen 127.0.0.1:" + other.port() + "\n";
      Files.writeString(file, second + plain + certified);
      await().atMost(SOON).until(() -> torii.err().contains(REFUSED));
      assertThat(ask(first, "/x")).isEqualTo("/plain/x");

      Files.writeString(file, plain.replace("/plain/", "/tls/") + certified);
      await().atMost(SOON).until(() -> overTls(first).endsWith("/tls/x"));
      Files.writeString(file, plain);
      await().atMost(SOON).until(() -> ToriiProcess.accepts(first) && overTls(first).isEmpty());
      assertThat(ask(first, "/x")).isEqualTo("/plain/x");
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  private static String overTls(int port) {
    try (TlsClient client = TlsClient.to(port).named("a.test").connect()) {
      return client.get("a.test", "/x");
    } catch (IOException e) {
      return "";
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
