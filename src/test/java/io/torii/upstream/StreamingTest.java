package io.torii.upstream;

import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.exchange.MemberResponse;
import io.torii.exchange.RequestBody;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies flow through as they come, of any size, and hold a connection no longer than they must.
 */
class StreamingTest {

  private static final long LARGE = 64L << 20;
  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  /** Whoever flushes before each wait does not flush a body that is there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\n\r\nbody",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1\r\nb\r\n3\r\nody\r\n0\r\nX-Sum: 1\r\n\r\n"
      })
  void aBodyThatIsThereIsReadyToItsEnd(String rest) throws IOException {
    try (Backend backend = Backend.start(Script.raw("HTTP/1.1 200 OK\r\n" + rest))) {
      MemberResponse response = Members.response(upstream, Members.of(backend), get("/"));
      InputStream body = Objects.requireNonNull(response.body());
      StringBuilder read = new StringBuilder();
      for (int b = 0; b >= 0; b = body.read()) {
        read.append(b == 0 ? "" : String.valueOf((char) b));
        assertThat(body.available()).as(read.toString()).isEqualTo(1);
      }
      assertThat(read).hasToString("body");
      response.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "4\r\n", "4\r\nbody", "4\r\nbody\r\n", "4\r\nbody\r\n0\r\n"})
  void nothingIsReadyWhileAMemberPauses(String before) throws IOException {
    Script pausing =
        wire -> {
          wire.request();
          wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + before);
          wire.stall();
        };
    try (Backend backend = Backend.start(pausing)) {
      MemberResponse response = Members.response(upstream, Members.of(backend), get("/"));
      InputStream body = Objects.requireNonNull(response.body());
      if (before.contains("body")) {
        assertThat(body.readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("body");
      }
      assertThat(body.available()).isZero();
      response.abandon();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void largeBodiesGoUp(boolean chunked) throws IOException {
    Script counting =
        wire -> {
          wire.head();
          long left = chunked ? LARGE + chunkOverhead() : LARGE;
          byte[] piece = new byte[65536];
          while (left > 0) {
            int read = wire.in().read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
              return;
            }
            left -= read;
          }
          wire.answer(200, "all");
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(counting)) {
      Member member = Members.of(backend);
      MemberResponse response =
          Members.response(
              upstream,
              member,
              request("PUT", "/", new Members.Zeros(LARGE, chunked ? -1 : LARGE)));
      assertThat(Members.text(response)).isEqualTo("all");
      assertThat(response.bytesSent()).isEqualTo(LARGE);
      response.close();
      assertThat(upstream.stats(member).idle()).isEqualTo(1);
    }
  }

  /** 8 KiB pieces: size line 2000, two line ends each; and the last chunk. */
  private static long chunkOverhead() {
    return LARGE / 8192 * ("2000".length() + 4) + 5;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void largeBodiesComeDown(boolean chunked) throws IOException {
    byte[] piece = new byte[65536];
    Script sending =
        Script.each(
            (seen, wire) -> {
              wire.send("HTTP/1.1 200 OK\r\n");
              wire.send(
                  chunked
                      ? "Transfer-Encoding: chunked\r\n\r\n"
                      : "Content-Length: " + LARGE + "\r\n\r\n");
              for (long left = LARGE; left > 0; left -= piece.length) {
                if (chunked) {
                  wire.send(Integer.toHexString(piece.length) + "\r\n");
                }
                wire.send(piece);
                if (chunked) {
                  wire.send("\r\n");
                }
              }
              if (chunked) {
                wire.send("0\r\n\r\n");
              }
            });
    try (Backend backend = Backend.start(sending)) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      InputStream body = Members.body(response);
      byte[] buffer = new byte[8192];
      long total = 0;
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        total += n;
      }
      assertThat(total).isEqualTo(LARGE).isEqualTo(response.bytesRead());
      response.close();
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
    }
  }

  @Test
  void eventsAreReadAsTheyCome() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    Script events =
        Script.each(
            (seen, wire) -> {
              wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
              awaitQuietly(read);
              wire.send("3\r\ntwo\r\n0\r\n\r\n");
            });
    try (Backend backend = Backend.start(events)) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      InputStream body = Members.body(response);
      byte[] buffer = new byte[8192];
      assertThat(body.read(buffer)).isEqualTo(3);
      read.countDown();
      await().until(() -> body.read(buffer) == 3);
      assertThat(upstream.stats(member).idle()).as("the last chunk came along").isEqualTo(1);
      assertThat(body.read(buffer)).isEqualTo(-1);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aSlowClientHoldsNoConnection() throws IOException {
    try (Backend backend = Backend.start(Script.ok("0123456789"))) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      InputStream body = Members.body(response);
      assertThat(body.read(new byte[10])).isEqualTo(10);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
      assertThat(body.read()).isEqualTo(-1);
      response.abandon(); // too late to harm the connection
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
    }
  }

  @Test
  void piecesOfABodyAreSentWhenTheyAreFlushed() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    Script script =
        wire -> {
          wire.head();
          for (int i = 0; i < 5; i++) {
            wire.in().read();
          }
          seen.countDown();
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(script)) {
      Thread sender =
          new Thread(
              () ->
                  Members.send(
                      upstream,
                      Members.of(backend),
                      request("POST", "/", new Halting("12345", seen))));
      sender.start();
      assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
      backend.stop();
      sender.join(10_000);
    }
  }

  @Test
  void aStalledBodyIsLate() throws IOException {
    Script stalling =
        Script.each(
            (seen, wire) -> {
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
              wire.stall();
            });
    try (Backend backend = Backend.start(stalling)) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      assertThatThrownBy(() -> Members.text(response))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage(backend.url() + " sent nothing for 1500 ms within the body of its response");
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
    }
  }

  @Test
  void abandoningBreaksTheConnectionAtOnce() throws IOException {
    Script endless =
        Script.each(
            (seen, wire) -> {
              wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
              wire.untilClosed();
            });
    try (Backend backend = Backend.start(endless)) {
      Member member = Members.of(backend);
      MemberResponse response = Members.response(upstream, member, get("/"));
      long start = System.nanoTime();
      response.abandon();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      await().until(() -> backend.open() == 0);
    }
  }

  /** Writes and flushes, then waits for the member before it goes on. */
  private record Halting(String text, CountDownLatch seen) implements RequestBody {

    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream member) throws IOException {
      new Members.Text(text, -1).writeTo(member);
      member.flush();
      awaitQuietly(seen);
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }
}
