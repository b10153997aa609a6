package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that go on sending a body when they have been answered: they get the answer, and two
 * seconds.
 */
class LingerIT {

  private static final Duration LINGER = Duration.ofMillis(1_900);

  /** Two seconds, and as many again if the last byte came just before their end; and some. */
  private static final Duration AT_MOST = Duration.ofSeconds(8);

  private static final Duration BETWEEN_DRIPS = Duration.ofMillis(300);

  @TempDir static Path folder;
  private static final int PLAIN = ToriiProcess.freePort();
  private static final int SECURE = ToriiProcess.freePort();
  private static Backend backend;
  private static ToriiProcess torii;

  @BeforeAll
  static void start() throws IOException {
    backend = Backend.start(Script.ok("here"));
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            Listen 127.0.0.1:%d https
            Timeout 60
            SSLCertificateFile %s
            <VirtualHost *:%d>
            SSLEngine on
            </VirtualHost>
            <Location /denied>
            Require all denied
            </Location>
            LimitRequestBody 100000
            ProxyPass / %s/
            """
                .formatted(
                    PLAIN,
                    SECURE,
                    TestTls.forName("x").certificateAndKeyFile(folder),
                    SECURE,
                    backend.url()));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(PLAIN);
  }

  @AfterAll
  static void stop() throws IOException {
    torii.close();
    backend.close();
    assertThat(torii.err()).doesNotContain("Exception");
  }

  /** What a client goes on with, again and again. */
  private enum Rest {
    /** A byte now and then, of a body with a length or of one chunk. */
    DRIP("x", BETWEEN_DRIPS),
    /** As much as the connection takes. */
    FLOOD("x".repeat(1 << 16), Duration.ZERO),
    /** The extension of a chunk that never ends: nothing of it is a body's. */
    EXTENSION("a", BETWEEN_DRIPS);

    final String piece;
    final Duration pause;

    Rest(String piece, Duration pause) {
      this.piece = piece;
      this.pause = pause;
    }
  }

  /** Sends until it cannot any more, or the test is over. */
  private record Sender(OutputStream out, Rest rest, CountDownLatch over) implements Runnable {
    @Override
    public void run() {
      byte[] piece = rest.piece.getBytes(StandardCharsets.US_ASCII);
      try {
        while (!over.await(rest.pause.toMillis(), TimeUnit.MILLISECONDS)) {
          out.write(piece);
        }
      } catch (IOException e) {
        over.countDown(); // the connection has ended
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}, secure: {2}")
  @CsvSource({
    "DRIP, 403, false",
    "FLOOD, 403, false",
    "EXTENSION, 403, false",
    "DRIP, 413, false",
    "FLOOD, 413, false",
    "DRIP, 403, true",
    "FLOOD, 403, true",
    "EXTENSION, 403, true",
    "FLOOD, 413, true"
  })
  void whoGoesOnIsAnsweredAndClosed(Rest rest, int status, boolean secure) throws Exception {
    String framing =
        rest == Rest.EXTENSION
            ? "Transfer-Encoding: chunked\r\n\r\n5;a"
            : "Content-Length: 999999999999\r\n\r\n";
    String head = "POST /" + (status == 403 ? "denied" : "") + " HTTP/1.1\r\nHost: x\r\n" + framing;
    CountDownLatch over = new CountDownLatch(1);
    List<Thread> senders = new ArrayList<>();
    try (Client client = Client.to(secure)) {
      client.send(head);
      senders.add(new Thread(new Sender(client.out(), rest, over), "linger-sender"));
      senders.get(0).start();
      assertThat(answer(client.in())).startsWith("HTTP/1.1 " + status).endsWith("</html>\n");
      long answered = System.nanoTime();
      assertThat(ends(client.in())).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - answered)).isBetween(LINGER, AT_MOST);
    } finally {
      over.countDown();
      for (Thread sender : senders) {
        sender.join();
      }
    }
  }

  /** Nothing is lost for a client that sends a little too much. */
  @ParameterizedTest(name = "secure: {0}")
  @ValueSource(booleans = {false, true})
  void aShortRestLeavesTheConnectionAlone(boolean secure) throws Exception {
    try (Client client = Client.to(secure)) {
      for (int i = 0; i < 3; i++) {
        client.send("POST /denied HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n");
        assertThat(answer(client.in())).startsWith("HTTP/1.1 403");
        client.send("x".repeat(10_000));
        client.send("x".repeat(10_000) + "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer(client.in())).startsWith("HTTP/1.1 200").endsWith("here");
      }
    }
  }

  private static String answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      assertThat(b).as("within a head: %s", head).isNotNegative();
      head.append((char) b);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElseThrow();
    return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** By an end or by a reset: bytes of the client are unread. */
  private static boolean ends(InputStream in) {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** A connection, with TLS or without. */
  private record Client(Closeable connection, InputStream in, OutputStream out)
      implements Closeable {

    static Client to(boolean secure) throws IOException {
      if (secure) {
        TlsClient client = TlsClient.to(SECURE).named("x").connect();
        return new Client(client::close, client.in(), client.out());
      }
      RawClient client = RawClient.to(PLAIN);
      return new Client(client::close, client.in(), client.out());
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
