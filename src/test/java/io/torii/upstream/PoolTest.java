package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections are kept, checked, limited, aged and given up as the parameters say. */
class PoolTest {

  private final AtomicLong skipped = new AtomicLong();
  private final HttpUpstream upstream =
      new HttpUpstream(
          new FixedDns(InetAddress::getAllByName), () -> System.nanoTime() + skipped.get());

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void oneConnectionServesMany() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      for (int i = 0; i < 20; i++) {
        assertThat(exchange(upstream, member, get("/" + i))).isEqualTo("200 hi");
        assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
      }
      assertThat(backend.accepted()).isEqualTo(1);
      assertThat(backend.requests()).hasSize(20);
    }
  }

  @Test
  void aRestartedMemberCostsNoRequest() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      for (int i = 0; i < 20; i++) {
        assertThat(exchange(upstream, member, post("body " + i))).isEqualTo("200 hi");
        backend.restart();
      }
      assertThat(backend.accepted()).isEqualTo(20);
    }
  }

  @Test
  void aMemberThatClosesIdleConnectionsCostsNoRequest() throws IOException {
    try (Backend backend = Backend.start(Script.closingAfter(3, "hi"))) {
      Member member = Members.of(backend);
      for (int i = 0; i < 30; i++) {
        if (i % 3 == 0) {
          await().until(() -> backend.open() == 0); // its close has been sent
        }
        assertThat(exchange(upstream, member, post("body"))).isEqualTo("200 hi");
      }
      assertThat(backend.accepted()).isEqualTo(10);
    }
  }

  @Test
  void unreadBytesSpoilAConnection() throws IOException {
    Script spilling =
        Script.each(
            (request, wire) ->
                wire.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 EVIL\r\n\r\n"));
    try (Backend backend = Backend.start(spilling)) {
      Member member = Members.of(backend);
      for (int i = 0; i < 5; i++) {
        assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      }
      assertThat(backend.accepted()).isEqualTo(5);
    }
  }

  @Test
  void bytesThatComeWhileIdleSpoilAConnection() throws IOException {
    Script late =
        wire -> {
          wire.request();
          wire.answer(200, "hi");
          wire.pause(Duration.ofMillis(20));
          wire.send("HTTP/1.1 408 Timeout\r\n\r\n");
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(late)) {
      Member member = Members.of(backend);
      exchange(upstream, member, get("/"));
      await().pollDelay(Duration.ofMillis(100)).until(() -> true);
      assertThat(exchange(upstream, member, post("x"))).isEqualTo("200 hi");
      assertThat(backend.accepted()).isEqualTo(2);
      await().pollDelay(Duration.ofMillis(100)).until(() -> true);
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      assertThat(backend.accepted()).isEqualTo(3);
    }
  }

  @Test
  void aCloseWithinASecondIsNoticedByARequestThatMayBeRepeated() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      exchange(upstream, member, get("/"));
      backend.restart();
      Failure failure = failure(upstream, member, get("/"));
      assertThat(failure.brokeOff()).isTrue();
      assertThat(failure.reused()).isTrue();
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      backend.restart();
      skipped.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      assertThat(backend.accepted()).isEqualTo(3);
    }
  }

  @Test
  void theRaceForAKeptConnectionIsKnownAsSuch() throws IOException {
    Script racing =
        wire -> {
          wire.request();
          wire.answer(200, "hi");
          wire.head(); // takes the second request and closes
        };
    try (Backend backend = Backend.start(racing)) {
      Member member = Members.of(backend);
      exchange(upstream, member, get("/"));
      Failure failure = failure(upstream, member, get("/"));
      assertThat(failure.brokeOff()).isTrue();
      assertThat(exchange(upstream, member, Members.fresh("/"))).isEqualTo("200 hi");
    }
  }

  @Test
  void freshTakesNoPooledConnection() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      exchange(upstream, member, get("/"));
      exchange(upstream, member, Members.fresh("/"));
      assertThat(backend.accepted()).isEqualTo(2);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
    }
  }

  @Test
  void disablereuseSaysAndMeansClose() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      PoolConfig pool = new PoolConfig(0, 0, 0, Optional.empty(), Optional.empty(), false);
      Member member = Members.of(backend, pool, Members.transport());
      exchange(upstream, member, get("/1"));
      exchange(upstream, member, get("/2"));
      assertThat(backend.accepted()).isEqualTo(2);
      assertThat(backend.lastRequest().all("Connection")).containsExactly("close");
      assertThat(upstream.stats(member).idle()).isZero();
    }
  }

  @Test
  void closeIsForOneRequest() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      exchange(
          upstream,
          member,
          new MemberRequest("GET", "/", Members.headers(), null, null, false, true, false, false));
      assertThat(backend.lastRequest().all("Connection")).containsExactly("close");
      assertThat(upstream.stats(member).idle()).isZero();
      exchange(upstream, member, get("/"));
      assertThat(backend.lastRequest().all("Connection")).isEmpty();
    }
  }

  @Test
  void maxIsNeverExceededAndWaitersAreServed() throws Exception {
    Script slow =
        Script.each(
            (request, wire) -> {
              wire.pause(Duration.ofMillis(20));
              wire.answer(200, "hi");
            });
    try (Backend backend = Backend.start(slow)) {
      Member member = Members.of(backend, Members.pool(3, 0, null, null), Members.transport());
      List<Thread> threads = new ArrayList<>();
      List<String> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
      for (int i = 0; i < 12; i++) {
        threads.add(new Thread(() -> answers.add(quietly(member))));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join(10_000);
      }
      assertThat(answers).hasSize(12).containsOnly("200 hi");
      assertThat(backend.accepted()).isEqualTo(3);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 3, 3));
    }
  }

  private String quietly(Member member) {
    try {
      return exchange(upstream, member, get("/"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void ttlEndsIdleConnectionsDownToSmax() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member =
          Members.of(
              backend, Members.pool(0, 1, Duration.ofSeconds(10), null), Members.transport());
      fill(member, 3);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 3, 0));
      skipped.set(Duration.ofSeconds(11).toNanos());
      await().until(() -> upstream.stats(member).idle() == 1);
      exchange(upstream, member, get("/"));
      assertThat(backend.accepted()).as("the one that is left is too old").isEqualTo(4);
    }
  }

  @Test
  void connectionsThatTheMemberClosedAreSwept() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      fill(member, 3);
      backend.closeConnections();
      await().atMost(Duration.ofSeconds(20)).until(() -> upstream.connections() == 0);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
    }
  }

  private void fill(Member member, int connections) throws IOException {
    List<MemberResponse> open = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      open.add(Members.response(upstream, member, get("/")));
    }
    for (MemberResponse response : open) {
      Members.text(response);
      response.close();
    }
  }
}
