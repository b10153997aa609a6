package io.torii.upstream;

import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.exchange.Deadline;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.testkit.Backend;
import io.torii.testkit.FullPort;
import io.torii.testkit.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code deadline=} counts what comes before a request is sent, and what is done twice. */
class DeadlineWaitTest {

  private static final Duration SOON = Duration.ofMillis(600);
  private static final String LATE = " was not done within deadline=600ms";
  private static final ProxyTls UNVERIFIED =
      new ProxyTls(false, false, false, Optional.empty(), Optional.empty(), List.of());

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Member member(String scheme, int port, PoolConfig pool, TransportConfig limits) {
    return Members.of(scheme, "127.0.0.1", port, pool, limits, UNVERIFIED);
  }

  private static PoolConfig one(@Nullable Duration acquire) {
    return Members.pool(1, 0, null, acquire);
  }

  /** What a request ends in that takes as long as it may. */
  private Failure late(Member member, MemberRequest request) {
    long start = System.nanoTime();
    Failure failure = failure(upstream, member, request);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(SOON.minusMillis(1), SOON.plusSeconds(5));
    assertThat(failure.kind()).as(failure.detail()).isEqualTo(Kind.DEADLINE);
    assertThat(failure.detail()).contains(LATE);
    assertThat(failure.failsOver()).isFalse();
    assertThat(failure.blamesMember()).isFalse();
    return failure;
  }

  @Test
  void theWaitForAConnection() throws IOException {
    try (Backend backend = Backend.start(Script.raw("HTTP/1.1 200 OK\r\n\r\n"))) {
      Member holder = Members.of(backend, one(null), Members.transport());
      MemberResponse held = Members.response(upstream, holder, get("/"));
      Deadline deadline = new Deadline(SOON, System.nanoTime() + SOON.toNanos());
      Failure failure = late(holder, get("/").within(deadline));
      assertThat(failure.detail()).endsWith(": no connection became free, max=1");
      assertThat(failure.sent()).isFalse();
      held.close();
      await().until(() -> upstream.stats(holder).equals(new PoolStats(0, 0, 1)));
    }
  }

  /** The wait that ends first has its own row. */
  @Test
  void aShorterWaitForAConnection() throws IOException {
    try (Backend backend = Backend.start(Script.raw("HTTP/1.1 200 OK\r\n\r\n"))) {
      Member member = Members.of(backend, one(Duration.ofMillis(50)), Members.within(SOON));
      MemberResponse held = Members.response(upstream, member, get("/"));
      assertThat(failure(upstream, member, get("/")).kind()).isEqualTo(Kind.POOL_FULL);
      held.close();
    }
  }

  /** What is left after the wait is all that the member has. */
  @Test
  void theWaitAndTheMemberTogether() throws Exception {
    try (Backend backend = Backend.start(Script.silent())) {
      Member member = Members.of(backend, one(null), Members.within(SOON));
      Thread first = new Thread(() -> failure(upstream, member, get("/first")));
      first.start();
      await().until(() -> upstream.stats(member).leased() == 1);
      late(member, get("/second"));
      first.join(5_000);
      // whoever waits is woken before the place is free
      await().until(() -> upstream.stats(member).equals(new PoolStats(0, 0, 1)));
    }
  }

  @Test
  void connecting() throws IOException {
    try (FullPort full = new FullPort()) {
      Member member = member("http", full.port(), PoolConfig.DEFAULT, Members.within(SOON));
      assertThat(late(member, get("/")).detail())
          .endsWith(": no connection: 127.0.0.1:" + full.port() + " no answer");
      await().until(() -> upstream.stats(member).equals(new PoolStats(0, 0, 0)));
    }
  }

  /** The connection that takes too long by itself has its own row. */
  @Test
  void connectingForLongerThanItMay() throws IOException {
    try (FullPort full = new FullPort()) {
      Member member =
          member("http", full.port(), PoolConfig.DEFAULT, Members.within(Duration.ofSeconds(20)));
      assertThat(failure(upstream, member, get("/")).kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
    }
  }

  @Test
  void theHandshake() throws IOException {
    try (Backend backend = Backend.start(Script.deaf())) {
      Member member = member("https", backend.port(), PoolConfig.DEFAULT, Members.within(SOON));
      assertThat(late(member, get("/")).detail()).endsWith("the TLS handshake was not over");
      await().until(() -> upstream.stats(member).equals(new PoolStats(0, 0, 0)));
      assertThat(upstream.connections()).isZero();
    }
  }

  /** A member that breaks off late leaves little time for the same on a fresh connection. */
  @Test
  void aRepeatHasWhatIsLeft() throws IOException {
    Duration whole = Duration.ofSeconds(2);
    Script script =
        wire -> {
          wire.head();
          if (wire.number() == 1) {
            wire.pause(Duration.ofMillis(1500));
          } else {
            wire.untilClosed();
          }
        };
    try (Backend backend = Backend.start(script)) {
      Member member = Members.of(backend, PoolConfig.DEFAULT, Members.within(whole));
      MemberRequest request = get("/").within(Objects.requireNonNull(upstream.deadline(member)));
      assertThat(failure(upstream, member, request).brokeOff()).isTrue();
      long start = System.nanoTime();
      Failure again = failure(upstream, member, request);
      assertThat(again.kind()).isEqualTo(Kind.DEADLINE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(whole.minusMillis(500));
    }
  }
}
