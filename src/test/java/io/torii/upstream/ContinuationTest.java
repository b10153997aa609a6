package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.exchange.RequestBody;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import io.torii.testkit.TestTls;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of a client that asks waits until the member wants it, and not for ever. */
class ContinuationTest {

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final ProxyTls UNVERIFIED =
      new ProxyTls(false, false, false, Optional.empty(), Optional.empty(), List.of());

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Member patient(Backend backend, Duration timeout) {
    return patient("http", backend.port(), timeout);
  }

  private static Member patient(String scheme, int port, Duration timeout) {
    TransportConfig transport = Members.transport(timeout, Optional.empty(), Optional.empty());
    return Members.of(scheme, "127.0.0.1", port, PoolConfig.DEFAULT, transport, UNVERIFIED);
  }

  private static Backend start(boolean tls, Script script) throws IOException {
    return tls ? Backend.startTls(TestTls.forName("127.0.0.1"), script) : Backend.start(script);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMemberThatSaysNothingGetsTheBodyAfterASecond(boolean tls) throws IOException {
    Script script = Script.each((request, wire) -> wire.answer(200, "got " + request.body()));
    try (Backend backend = start(tls, script)) {
      Member member = patient(tls ? "https" : "http", backend.port(), Duration.ofSeconds(30));
      for (int i = 1; i <= 2; i++) {
        long start = System.nanoTime();
        assertThat(exchange(upstream, member, expecting(new Members.Text("body", 4))))
            .isEqualTo("200 got body");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
      }
      assertThat(backend.lastRequest().all("Expect")).containsExactly("100-continue");
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 got ");
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  /** The time is the member's, not a limit on what it does with the request afterwards. */
  @Test
  void aShorterTimeoutIsTheLongestWait() throws IOException {
    try (Backend backend = Backend.start(Script.ok("got"))) {
      Member member = patient(backend, Duration.ofMillis(500));
      List<Duration> taken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        assertThat(exchange(upstream, member, expecting(new Members.Text("body", 4))))
            .isEqualTo("200 got");
        taken.add(Duration.ofNanos(System.nanoTime() - start));
      }
      assertThat(Collections.min(taken)).isBetween(Duration.ofMillis(500), Duration.ofMillis(990));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void otherInterimResponsesAndASecondYesChangeNothing(boolean tls) throws IOException {
    Script script =
        byHead(
            (head, wire) -> {
              wire.send("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n");
              wire.send(CONTINUE);
              Seen whole = wire.body(head);
              wire.send(CONTINUE);
              wire.answer(200, "got " + whole.body());
            });
    try (Backend backend = start(tls, script)) {
      Member member = patient(tls ? "https" : "http", backend.port(), Duration.ofSeconds(30));
      for (int i = 1; i <= 2; i++) {
        assertThat(exchange(upstream, member, expecting(new Members.Text("body", 4))))
            .isEqualTo("200 got body");
      }
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  /** The member says yes when the body is on its way already. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLateYesIsPassedOver(boolean tls) throws IOException {
    int size = 4 << 20;
    Script script =
        byHead(
            (head, wire) -> {
              wire.in().mark(1);
              wire.in().read();
              wire.in().reset();
              wire.send(CONTINUE);
              wire.answer(200, "got " + wire.body(head).body().length());
            });
    try (Backend backend = start(tls, script)) {
      Member member = patient(tls ? "https" : "http", backend.port(), Duration.ofSeconds(30));
      assertThat(exchange(upstream, member, expecting(new Members.Zeros(size, size))))
          .isEqualTo("200 got " + size);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
    }
  }

  @Test
  void aRefusalStopsTheBodyAndEndsTheConnection() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Script script =
        wire -> {
          wire.head();
          wire.answer(417, "no");
          if (wire.in().read() < 0) {
            ended.countDown();
          }
        };
    try (Backend backend = Backend.start(script)) {
      Member member = patient(backend, Duration.ofSeconds(30));
      MemberResponse response = Members.response(upstream, member, expecting(new Untouchable()));
      assertThat(response.status()).isEqualTo(417);
      assertThat(Members.text(response)).isEqualTo("no");
      assertThat(response.bytesSent()).isZero();
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      await().until(() -> ended.getCount() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMemberThatLeavesHasGotNothingOfTheBody(boolean tls) throws IOException {
    try (Backend backend = start(tls, Wire::head)) {
      Failure failure =
          failure(
              upstream,
              patient(tls ? "https" : "http", backend.port(), Duration.ofSeconds(30)),
              expecting(new Untouchable()));
      assertThat(failure.kind()).isEqualTo(Kind.NO_RESPONSE);
      assertThat(failure.brokeOff()).isTrue();
    }
  }

  /** It may have acted on the request: nobody else is asked. */
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 2, true",
    "HTTP/1.1 2, false",
    "HTTP/1.1 102 Processing~~, true",
    "HTTP/1.1 102 Processing~~HTTP/1.1 2, false"
  })
  void whoHasBegunToAnswerMustGoOn(String begun, boolean ping) throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send(begun.replace("~", "\r\n"));
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(script)) {
      Duration wait = Duration.ofMillis(1500);
      TransportConfig transport =
          Members.transport(
              wait, ping ? Optional.of(wait.dividedBy(3)) : Optional.empty(), Optional.empty());
      Member member = Members.of(backend, PoolConfig.DEFAULT, transport);
      Failure failure = failure(upstream, member, expecting(new Untouchable()));
      assertThat(failure.kind()).isEqualTo(Kind.READ_TIMEOUT);
      assertThat(failure.failsOver()).isFalse();
      assertThat(failure.blamesMember()).isFalse();
    }
  }

  @Test
  void whoSaysNothingIsAsGoodAsNotAsked() throws IOException {
    try (Backend backend = Backend.start(Script.silent())) {
      TransportConfig transport =
          Members.transport(
              Duration.ofSeconds(30), Optional.of(Duration.ofMillis(300)), Optional.empty());
      Member member = Members.of(backend, PoolConfig.DEFAULT, transport);
      Failure failure = failure(upstream, member, expecting(new Untouchable()));
      assertThat(failure.kind()).isEqualTo(Kind.NO_CONTINUE);
      assertThat(failure.failsOver()).isTrue();
    }
  }

  /** The wait ends within a record of TLS, whose other half comes later. */
  @Test
  void theWaitTearsNoRecord() throws IOException {
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch taken = new CountDownLatch(1);
    Script script =
        byHead(
            (head, wire) -> {
              half.countDown();
              wire.send(CONTINUE);
              Seen whole = wire.body(head);
              taken.countDown();
              wire.answer(200, "got " + whole.body());
            });
    try (Backend backend = start(true, script);
        HalvingRelay between = new HalvingRelay(backend.port(), half, taken)) {
      Member member = patient("https", between.port(), Duration.ofSeconds(30));
      assertThat(exchange(upstream, member, expecting(new Members.Text("body", 4))))
          .isEqualTo("200 got body");
      assertThat(exchange(upstream, member, expecting(new Members.Text("more", 4))))
          .isEqualTo("200 got more");
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  private static MemberRequest expecting(RequestBody body) {
    return new MemberRequest("PUT", "/", Members.headers(), body, null, false, false, true, false);
  }

  /** As {@link Script#each}, but the body is left to read. */
  private static Script byHead(Script.Answer answer) {
    return wire -> {
      for (Optional<Seen> head = wire.head(); head.isPresent(); head = wire.head()) {
        answer.to(head.get(), wire);
      }
    };
  }

  /** A body that must not be asked for. */
  private record Untouchable() implements RequestBody {

    @Override
    public long length() {
      return 4;
    }

    @Override
    public void writeTo(OutputStream member) {
      throw new AssertionError("the member did not want it");
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }
}
