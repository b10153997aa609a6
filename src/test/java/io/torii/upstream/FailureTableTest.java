package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.expecting;
import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.post;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every row of the failure table that is the member's, from a real socket. */
class FailureTableTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  private Failure of(Script script) throws IOException {
    return of(script, get("/"));
  }

  private Failure of(Script script, MemberRequest request) throws IOException {
    try (Backend backend = Backend.start(script)) {
      Member member = Members.of(backend);
      Failure failure = failure(upstream, member, request);
      assertThat(failure.detail()).contains(backend.url()).doesNotEndWith(".");
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      assertThat(upstream.connections()).isZero();
      return failure;
    }
  }

  @Test
  void refused() throws IOException {
    int port = Backend.refusingPort();
    Member member =
        Members.of(
            "http", "127.0.0.1", port, PoolConfig.DEFAULT, Members.transport(), ProxyTls.DEFAULT);
    assertThat(failure(upstream, member, post("x")))
        .isEqualTo(
            new Failure(
                Kind.CONNECT,
                "cannot connect to http://127.0.0.1:"
                    + port
                    + ": 127.0.0.1:"
                    + port
                    + " Connection refused",
                false,
                false));
  }

  @Test
  void noAddress() {
    Member member =
        Members.of(
            "http",
            "no-such-host.invalid",
            80,
            PoolConfig.DEFAULT,
            Members.transport(),
            ProxyTls.DEFAULT);
    HttpUpstream nameless =
        new HttpUpstream(
            new FixedDns(
                host -> {
                  throw new java.net.UnknownHostException(host);
                }),
            System::nanoTime);
    try (nameless) {
      assertThat(failure(nameless, member, get("/")))
          .isEqualTo(
              new Failure(
                  Kind.UNKNOWN_HOST,
                  "http://no-such-host.invalid: no address for no-such-host.invalid",
                  false,
                  false));
    }
  }

  @Test
  void poolFull() throws Exception {
    try (Backend backend = Backend.start(Script.silent())) {
      Member member =
          Members.of(backend, Members.pool(1, 0, null, Duration.ofMillis(50)), Members.transport());
      Thread holder = new Thread(() -> failure(upstream, member, get("/first")));
      holder.start();
      org.awaitility.Awaitility.await().until(() -> upstream.stats(member).leased() == 1);
      Failure failure = failure(upstream, member, get("/second"));
      assertThat(failure.kind()).isEqualTo(Kind.POOL_FULL);
      assertThat(failure.detail())
          .isEqualTo(
              "no connection to " + backend.url() + " became free within acquire=50ms, max=1");
      assertThat(failure.sent()).isFalse();
      holder.join(5_000);
    }
  }

  @Test
  void tls() throws IOException {
    try (Backend backend = Backend.startTls(TestTls.forName("127.0.0.1"), Script.ok("x"))) {
      Failure failure = failure(upstream, Members.secure(backend, ProxyTls.DEFAULT), get("/"));
      assertThat(failure.kind()).isEqualTo(Kind.CERTIFICATE);
      assertThat(failure.sent()).isFalse();
      assertThat(failure.detail())
          .startsWith("TLS handshake with " + backend.url() + " failed: ")
          .contains("PKIX path building failed");
    }
  }

  @Test
  void closedBeforeStatusLine() throws IOException {
    Failure failure = of(Script.cutBeforeStatus());
    assertThat(failure.kind()).isEqualTo(Kind.NO_RESPONSE);
    assertThat(failure.sent()).isTrue();
    assertThat(failure.reused()).isFalse();
  }

  @Test
  void resetBeforeStatusLine() throws IOException {
    assertThat(of(Script.resetBeforeStatus()).kind()).isEqualTo(Kind.NO_RESPONSE);
  }

  @Test
  void closedWithinTheHead() throws IOException {
    Failure failure = of(Script.rawThenClose("HTTP/1.1 200 OK\r\nContent-Le"));
    assertThat(failure.kind()).isEqualTo(Kind.NO_RESPONSE);
    assertThat(failure.detail()).endsWith("closed the connection within the head of its response");
  }

  @Test
  void silent() throws IOException {
    long start = System.nanoTime();
    Failure failure = of(Script.silent());
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Members.TIMEOUT, Members.TIMEOUT.plusMillis(300));
    assertThat(failure.kind()).isEqualTo(Kind.READ_TIMEOUT);
    assertThat(failure.detail()).endsWith("sent nothing for 1500 ms");
  }

  @Test
  void timeoutCountsInactivityAndNotTheWhole() throws IOException {
    Script script = Script.drip("abcdef", Duration.ofMillis(200));
    try (Backend backend = Backend.start(script)) {
      assertThat(exchange(upstream, Members.of(backend), get("/"))).isEqualTo("200 abcdef");
    }
  }

  @Test
  void takesNoBody() throws IOException {
    Failure failure = of(Script.deaf(), request("PUT", "/", new Members.Zeros(64 << 20, 64 << 20)));
    assertThat(failure.kind()).isEqualTo(Kind.WRITE_TIMEOUT);
    assertThat(failure.detail()).endsWith("took nothing for 1500 ms of the request");
  }

  @Test
  void breaksOffWithinTheBody() throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.reset();
        };
    Failure failure = of(script, request("PUT", "/", new Members.Zeros(64 << 20, 64 << 20)));
    assertThat(failure.kind()).isEqualTo(Kind.WRITE);
    assertThat(failure.sent()).isTrue();
  }

  @Test
  void breaksOffWithinALongHead() throws IOException {
    Script script =
        wire -> {
          wire.in().read();
          wire.reset();
        };
    MemberRequest request =
        new MemberRequest(
            "GET",
            "/",
            Members.headers("Long", "x".repeat(16 << 20)),
            null,
            null,
            false,
            false,
            false,
            false);
    assertThat(of(script, request).kind()).isEqualTo(Kind.WRITE);
  }

  @Test
  void noContinue() throws IOException {
    try (Backend backend = Backend.start(Script.silent())) {
      Member member =
          Members.of(
              backend,
              PoolConfig.DEFAULT,
              Members.transport(
                  Duration.ofSeconds(30), Optional.of(Duration.ofMillis(200)), Optional.empty()));
      Failure failure = failure(upstream, member, expecting("body"));
      assertThat(failure.kind()).isEqualTo(Kind.NO_CONTINUE);
      assertThat(failure.detail()).isEqualTo(backend.url() + " sent nothing for 200 ms");
      assertThat(backend.lastRequest().body()).isEmpty();
    }
  }

  @Test
  void noHttp() throws IOException {
    for (String line :
        new String[] {
          "SSH-2.0-OpenSSH_9.2\r\n",
          "\u0015\u0003\u0001\u0000\u0002",
          "<html>no head</html>\r\n",
          "HTTP/2.0 200 OK\r\n\r\n",
          "HTTP/1.1 20 OK\r\n\r\n",
          "HTTP/1.1 099 OK\r\n\r\n",
          "HTTP/1.1 2000 OK\r\n\r\n",
          "HTTP/1.x 200 OK\r\n\r\n",
          "HTTP/1.1200 OK\r\n\r\n",
          "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
          "http/1.1 200 OK\r\n\r\n",
        }) {
      assertThat(of(Script.rawThenClose(line)).kind()).as(line).isEqualTo(Kind.BAD_STATUS_LINE);
    }
    assertThat(of(Script.rawThenClose("SSH-2.0-x\r\n")).detail())
        .endsWith(" sent a corrupt status line: \"SSH-2.0-x\"");
  }

  @Test
  void badHeader() throws IOException {
    for (String header :
        new String[] {
          "no colon",
          ": no name",
          "a b: c",
          "a: b\rc",
          "a: b\0c",
          "Content-Length: 5x",
          "Content-Length: -5",
          "Content-Length: +5",
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: 5, 6",
          "Content-Length: 9999999999999999999",
          "Content-Length:",
        }) {
      Failure failure = of(Script.rawThenClose("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n12345"));
      assertThat(failure.kind()).as(header).isEqualTo(Kind.BAD_HEADER);
    }
  }

  @Test
  void headerTooLong() throws IOException {
    String longest = "a".repeat(1024 - 3);
    for (String header :
        new String[] {
          "x: " + longest + "a",
          "x: " + "a".repeat(600) + "\r\n " + "a".repeat(600),
          "x".repeat(200_000),
        }) {
      Failure failure = of(Script.rawThenClose("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n"));
      assertThat(failure.kind()).isEqualTo(Kind.HEADER_TOO_LONG);
      assertThat(failure.detail())
          .endsWith("sent a header line longer than responsefieldsize=1024");
    }
    try (Backend backend =
        Backend.start(Script.rawThenClose("HTTP/1.1 200 OK\r\nx: " + longest + "\r\n\r\nfits"))) {
      assertThat(exchange(upstream, Members.of(backend), get("/"))).isEqualTo("200 fits");
    }
  }

  @Test
  void tenInterimResponsesAreTooMany() throws IOException {
    assertThat(of(Script.interim(10, "HTTP/1.1 103 Early Hints")).kind())
        .isEqualTo(Kind.TOO_MANY_INTERIM);
    try (Backend backend = Backend.start(Script.interim(9, "HTTP/1.1 102 Processing"))) {
      assertThat(exchange(upstream, Members.of(backend), get("/"))).isEqualTo("200 final");
    }
  }

  @Test
  void unexpectedUpgrade() throws IOException {
    assertThat(of(Script.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")).kind())
        .isEqualTo(Kind.UNEXPECTED_UPGRADE);
  }
}
