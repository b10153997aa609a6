package io.torii.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Make;
import io.torii.balancer.Member;
import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberUrl;
import io.torii.directive.expr.Expression;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketProbeTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SocketProbe probe =
      probe(member -> (SSLSocketFactory) SSLSocketFactory.getDefault());

  private static SocketProbe probe(Function<Member, SSLSocketFactory> tls) {
    return new SocketProbe(tls, SocketProbeTest::verdict);
  }

  /** Stands for an expression evaluator: the expression's name says what it asks. */
  private static boolean verdict(
      HealthCheckConfig.NamedExpression expression, CheckResponse response) {
    return switch (expression.name()) {
      case "ok234" -> String.valueOf(response.status()).matches("[234].*");
      case "in_maint" -> !response.body().contains("Under maintenance");
      case "typed" -> "text/plain".equals(response.headers().get("content-type"));
      default -> throw new IllegalStateException("no such function");
    };
  }

  @AfterEach
  void close() {
    probe.close();
  }

  private static HealthCheckConfig check(Method method, String... expression) {
    return new HealthCheckConfig(
        method,
        1,
        1,
        Duration.ofSeconds(1),
        "/up",
        expression.length == 0
            ? Optional.empty()
            : Optional.of(
                new HealthCheckConfig.NamedExpression(
                    expression[0], new Expression.Constant(true))));
  }

  private static Member member(String scheme, int port, Duration timeout) {
    return Make.target(
        Make.member(new MemberUrl(scheme, "127.0.0.1", port, "/app"))
            .transport(timeout, timeout, LONG)
            .build());
  }

  /** {@code passed}, or the reason. */
  private String result(RawServer server, HealthCheckConfig check) {
    return text(probe.check(member("http", server.port(), LONG), check));
  }

  private static String text(Probe.Result result) {
    return result instanceof Probe.Result.Failed failed ? failed.reason() : "passed";
  }

  private String answered(String answer, HealthCheckConfig check) throws IOException {
    try (RawServer server = new RawServer(RawServer.answer(answer))) {
      return result(server, check);
    }
  }

  @Test
  void tcp() throws IOException {
    int port;
    try (RawServer server = new RawServer((s, socket) -> {})) {
      port = server.port();
      assertThat(result(server, check(Method.TCP))).isEqualTo("passed");
    }
    assertThat(text(probe.check(member("http", port, LONG), check(Method.TCP))))
        .isEqualTo("Connection refused");
  }

  @Test
  void statuses() throws IOException {
    assertThat(answered("HTTP/1.1 200 OK\r\n\r\n", check(Method.GET))).isEqualTo("passed");
    assertThat(answered("HTTP/1.1 399 Odd\r\n\r\n", check(Method.HEAD))).isEqualTo("passed");
    assertThat(answered("HTTP/1.1 400 Bad\r\n\r\n", check(Method.GET11))).isEqualTo("answered 400");
    assertThat(answered("HTTP/1.1 503 Busy\r\n\r\n", check(Method.OPTIONS)))
        .isEqualTo("answered 503");
  }

  @Test
  void whatIsSent() throws IOException {
    try (RawServer server = new RawServer(RawServer.answer("HTTP/1.1 200 OK\r\n\r\n"))) {
      for (Method method : Method.values()) {
        if (method != Method.TCP) {
          assertThat(result(server, check(method))).isEqualTo("passed");
        }
      }
      String host = "\nHost: 127.0.0.1:" + server.port() + "\n";
      assertThat(server.heads)
          .containsExactly(
              "OPTIONS * HTTP/1.0" + host,
              "HEAD /app/up HTTP/1.0" + host,
              "GET /app/up HTTP/1.0" + host,
              "OPTIONS * HTTP/1.1" + host,
              "HEAD /app/up HTTP/1.1" + host,
              "GET /app/up HTTP/1.1" + host);
    }
  }

  @Test
  void expressions() throws IOException {
    String maintenance =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 17\r\n\r\nUnder maintenance";
    assertThat(answered(maintenance, check(Method.GET11, "ok234"))).isEqualTo("passed");
    assertThat(answered(maintenance, check(Method.GET11, "typed"))).isEqualTo("passed");
    assertThat(answered(maintenance, check(Method.GET11, "in_maint")))
        .isEqualTo("answered 200, which hcexpr=in_maint does not accept");
    assertThat(answered("HTTP/1.1 404 No\r\n\r\n", check(Method.GET, "ok234")))
        .as("the expression alone decides")
        .isEqualTo("passed");
    assertThat(answered("HTTP/1.1 200 OK\r\n\r\n", check(Method.GET, "broken")))
        .isEqualTo(
            "hcexpr=broken cannot be evaluated: java.lang.IllegalStateException: no such function");
  }

  @Test
  void garbled() throws IOException {
    assertThat(answered("SSH-2.0-OpenSSH_9.2\r\n", check(Method.GET)))
        .isEqualTo("sent a corrupt status line: SSH-2.0-OpenSSH_9.2");
    assertThat(answered("HTTP/1.1 200 OK\r\nbad header\r\n\r\n", check(Method.HEAD)))
        .isEqualTo("sent a malformed header: bad header");
    assertThat(answered("", check(Method.GET)))
        .isEqualTo("closed the connection before its response was whole");
  }

  @Test
  void silence() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer((s, socket) -> over.await(20, TimeUnit.SECONDS))) {
      assertThat(text(probe.check(member("http", server.port(), SHORT), check(Method.GET))))
          .isEqualTo("did not answer within connectiontimeout=200ms, timeout=200ms");
      over.countDown();
    }
  }

  @Test
  void dripping() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    RawServer.Behaviour drip =
        (s, socket) -> {
          s.head(socket);
          byte[] bytes =
              ("HTTP/1.1 200 OK\r\nA: " + "x".repeat(2000)).getBytes(StandardCharsets.US_ASCII);
          for (byte b : bytes) {
            socket.getOutputStream().write(b);
            if (over.await(20, TimeUnit.MILLISECONDS)) {
              return;
            }
          }
        };
    try (RawServer server = new RawServer(drip)) {
      long start = System.nanoTime();
      assertThat(text(probe.check(member("http", server.port(), SHORT), check(Method.GET))))
          .isEqualTo("did not answer within connectiontimeout=200ms, timeout=200ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      over.countDown();
    }
  }

  @Test
  void closingBreaksOffWhatIsUnderWay() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    RawServer.Behaviour stall =
        (s, socket) -> {
          s.head(socket);
          arrived.countDown();
          over.await(20, TimeUnit.SECONDS);
        };
    try (RawServer server = new RawServer(stall)) {
      Member member = member("http", server.port(), LONG);
      CompletableFuture<Probe.Result> running =
          CompletableFuture.supplyAsync(() -> probe.check(member, check(Method.GET)));
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      probe.close();
      assertThat(running.get(10, TimeUnit.SECONDS)).isInstanceOf(Probe.Result.Failed.class);
      assertThat(text(probe.check(member, check(Method.GET))))
          .isEqualTo("checks are being stopped");
      over.countDown();
    }
  }

  @Test
  void tls() throws Exception {
    TestTls tls = TestTls.forName("127.0.0.1");
    ServerSocket listener =
        tls.server().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    RawServer.Behaviour ok = RawServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (RawServer server = new RawServer(listener, ok);
        SocketProbe trusting = probe(member -> tls.client())) {
      Member member = member("https", server.port(), LONG);
      assertThat(text(trusting.check(member, check(Method.GET11)))).isEqualTo("passed");
      assertThat(text(probe.check(member, check(Method.GET11))))
          .startsWith("TLS handshake failed: ")
          .contains("certification path");
    }
  }

  @Test
  void theCertificateMustNameTheMember() throws Exception {
    TestTls tls = TestTls.forName("127.0.0.9");
    ServerSocket listener =
        tls.server().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    RawServer.Behaviour ok = RawServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (RawServer server = new RawServer(listener, ok);
        SocketProbe trusting = probe(member -> tls.client())) {
      assertThat(text(trusting.check(member("https", server.port(), LONG), check(Method.GET11))))
          .startsWith("TLS handshake failed: ")
          .contains("127.0.0.1");
    }
  }

  @Test
  void noSocketIsLeftOpen() throws Exception {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    RawServer.Behaviour waitForEnd =
        (s, socket) -> {
          s.head(socket);
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          end.complete(socket.getInputStream().read());
        };
    try (RawServer server = new RawServer(waitForEnd)) {
      assertThat(result(server, check(Method.GET11))).isEqualTo("passed");
      assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
