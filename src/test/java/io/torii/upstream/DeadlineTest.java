package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.exchange.MemberStream;
import io.torii.exchange.RequestBody;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deadline=} ends a whole exchange, whoever keeps it waiting. */
class DeadlineTest {

  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofHours(1);
  private static final String LATE = " was not done within deadline=300ms";

  private final AtomicLong skipped = new AtomicLong();
  private final HttpUpstream upstream =
      new HttpUpstream(
          new FixedDns(host -> InetAddress.getAllByName("127.0.0.1")),
          () -> System.nanoTime() + skipped.get());

  /** The first handshake of a process takes longer than {@link #SOON}. */
  @BeforeAll
  static void warmUp() throws IOException {
    try (HttpUpstream first = new HttpUpstream();
        Backend backend = start(true, Script.ok("warm"))) {
      Members.exchange(first, member(backend, LONG), get("/"));
    }
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Member member(Backend backend, Duration deadline) {
    return Members.of(
        backend.url().startsWith("https") ? "https" : "http",
        backend.host(),
        backend.port(),
        PoolConfig.DEFAULT,
        Members.within(deadline),
        new ProxyTls(false, false, false, Optional.empty(), Optional.empty(), List.of()));
  }

  private static Backend start(boolean tls, Script script) throws IOException {
    return tls ? Backend.startTls(TestTls.forName("127.0.0.1"), script) : Backend.start(script);
  }

  private void assertEnded(Backend backend, Member member) {
    await().until(() -> backend.open() == 0);
    await().until(() -> upstream.stats(member).equals(new PoolStats(0, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSilentMember(boolean tls) throws IOException {
    try (Backend backend = start(tls, Script.silent())) {
      Member member = member(backend, SOON);
      long start = System.nanoTime();
      Failure failure = failure(upstream, member, get("/"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SOON, SOON.plusSeconds(5));
      assertThat(failure).isEqualTo(new Failure(Kind.DEADLINE, backend.url() + LATE, true, false));
      assertEnded(backend, member);
    }
  }

  @Test
  void aMemberThatKeepsSendingInterimResponsesAndNoBodyAtAll() throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200");
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(script)) {
      Member member = member(backend, SOON);
      assertThat(failure(upstream, member, get("/")).kind()).isEqualTo(Kind.DEADLINE);
      assertEnded(backend, member);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyThatDrips(boolean tls) throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            wire.send("1\r\nx\r\n");
            wire.pause(Duration.ofMillis(20));
          }
        };
    try (Backend backend = start(tls, script)) {
      Member member = member(backend, SOON);
      MemberResponse response = Members.response(upstream, member, get("/"));
      assertThatThrownBy(() -> Members.text(response))
          .isInstanceOf(IOException.class)
          .hasMessage(backend.url() + LATE + ", its response is cut: raise deadline=");
      assertEnded(backend, member);
    }
  }

  /** Without framing, the end of the connection is the end of the body: not so this one. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyUntilTheConnectionEnds(boolean tls) throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 200 OK\r\n\r\nabc");
          wire.untilClosed();
        };
    try (Backend backend = start(tls, script)) {
      MemberResponse response = Members.response(upstream, member(backend, SOON), get("/"));
      assertThatThrownBy(() -> Members.text(response)).hasMessageContaining(LATE);
    }
  }

  /** The member is free of a client that takes nothing, and that client learns of it later. */
  @Test
  void aClientThatTakesNothing() throws IOException {
    Script script =
        Script.each(
            (request, wire) -> {
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n");
              wire.send(new byte[64 << 20]);
            });
    try (Backend backend = Backend.start(script)) {
      Member member = member(backend, SOON);
      MemberResponse response = Members.response(upstream, member, get("/"));
      assertEnded(backend, member);
      InputStream body = Objects.requireNonNull(response.body());
      assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()))
          .hasMessageContaining(LATE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 6})
  void aClientThatUploadsSlowly(long length) throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Script script =
        wire -> {
          wire.untilClosed();
          ended.countDown();
        };
    try (Backend backend = Backend.start(script)) {
      Member member = member(backend, SOON);
      Failure failure = failure(upstream, member, request("PUT", "/", new Halting(length, ended)));
      assertThat(failure.kind()).isEqualTo(Kind.DEADLINE);
      assertThat(failure.detail()).isEqualTo(backend.url() + LATE);
      assertThat(failure.sent()).isTrue();
      assertEnded(backend, member);
    }
  }

  @Test
  void aMemberThatTakesNothing() throws IOException {
    try (Backend backend = Backend.start(Script.deaf())) {
      Member member = member(backend, SOON);
      MemberRequest request = request("PUT", "/", new Members.Zeros(64 << 20, 64 << 20));
      assertThat(failure(upstream, member, request).kind()).isEqualTo(Kind.DEADLINE);
      await().until(() -> upstream.stats(member).equals(new PoolStats(0, 0, 0)));
    }
  }

  /** A deadline is one exchange's, and not that of the next on the same connection. */
  @Test
  void whoIsDoneInTimeKeepsTheConnection() throws IOException {
    try (Backend backend = Backend.start(Script.ok("done"));
        Backend silent = Backend.start(Script.silent())) {
      Member member = member(backend, LONG);
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 done");
      skipped.addAndGet(LONG.multipliedBy(2).toNanos());
      // By the time that this one is late, the other would have been ended.
      assertThat(failure(upstream, member(silent, SOON), get("/")).kind()).isEqualTo(Kind.DEADLINE);
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 done");
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aTunnelMayLast() throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 101 X\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
          wire.in().read();
          wire.send("!");
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(script);
        Backend silent = Backend.start(Script.silent())) {
      MemberRequest asking =
          new MemberRequest(
              "GET",
              "/",
              Members.headers("Upgrade", "echo"),
              null,
              null,
              false,
              false,
              false,
              false,
              BadHeader.IS_ERROR,
              "echo",
              null);
      MemberResponse response = Members.response(upstream, member(backend, LONG), asking);
      MemberStream stream = Objects.requireNonNull(response.switched());
      skipped.addAndGet(LONG.multipliedBy(2).toNanos());
      assertThat(failure(upstream, member(silent, SOON), get("/")).kind()).isEqualTo(Kind.DEADLINE);
      stream.write(new byte[] {1}, 0, 1);
      assertThat(stream.read(new byte[1])).isEqualTo(1);
      stream.close();
    }
  }

  /** Half of it, and the rest only when the member is gone. */
  private record Halting(long length, CountDownLatch gone) implements RequestBody {

    @Override
    public void writeTo(OutputStream member) throws IOException {
      member.write(new byte[] {1, 2, 3});
      member.flush();
      try {
        if (!gone.await(30, TimeUnit.SECONDS)) {
          throw new IOException("the member stays");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
      member.write(new byte[] {4, 5, 6});
      member.flush();
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }
}
