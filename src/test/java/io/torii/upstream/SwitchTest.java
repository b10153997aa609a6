package io.torii.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.exchange.MemberStream;
import io.torii.http.Headers;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member that switches protocols hands its connection out; any other answer is HTTP. */
class SwitchTest {

  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: Echo\r\nConnection: Upgrade\r\n\r\n";

  @TempDir private Path folder;

  private final AtomicLong skipped = new AtomicLong();
  private final HttpUpstream upstream =
      new HttpUpstream(
          new FixedDns(host -> InetAddress.getAllByName("127.0.0.1")),
          () -> System.nanoTime() + skipped.get());

  @AfterEach
  void close() {
    upstream.close();
  }

  private static MemberRequest asking() {
    Headers headers = Members.headers("Upgrade", "echo");
    return new MemberRequest(
        "GET",
        "/",
        headers,
        null,
        null,
        false,
        false,
        false,
        false,
        BadHeader.IS_ERROR,
        "echo",
        null);
  }

  /** Switches, sends some bytes with the head, and everything that it gets back in capitals. */
  private static Script echo(String first) {
    return wire -> {
      wire.head();
      wire.send(SWITCHING + first);
      for (int b = wire.in().read(); b >= 0; b = wire.in().read()) {
        wire.send(new byte[] {(byte) Character.toUpperCase(b)});
      }
      wire.send("bye");
    };
  }

  private MemberStream switched(Member member) {
    MemberResponse response = Members.response(upstream, member, asking());
    assertThat(response.status()).isEqualTo(101);
    assertThat(response.headers().get("Upgrade")).isEqualTo("Echo");
    assertThat(response.body()).isNull();
    return Objects.requireNonNull(response.switched());
  }

  private static String read(MemberStream stream, int length) throws IOException {
    byte[] buffer = new byte[3];
    StringBuilder text = new StringBuilder();
    int n = 0;
    while (text.length() < length && n >= 0) {
      n = stream.read(buffer);
      text.append(new String(buffer, 0, Math.max(n, 0), StandardCharsets.US_ASCII));
    }
    return text.toString();
  }

  private static void write(MemberStream stream, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    stream.write(bytes, 0, bytes.length);
  }

  private static void assertEchoes(MemberStream stream) throws IOException {
    assertThat(read(stream, 7)).isEqualTo("welcome");
    write(stream, "hello");
    assertThat(read(stream, 5)).isEqualTo("HELLO");
    stream.endOutput();
    assertThat(read(stream, 10)).isEqualTo("bye");
    stream.close();
  }

  @Test
  void theConnectionIsHandedOut() throws IOException {
    try (Backend backend = Backend.start(echo("welcome"))) {
      Member member = Members.of(backend);
      MemberStream stream = switched(member);
      assertThat(backend.lastRequest().all("Connection")).containsExactly("Upgrade");
      assertThat(backend.lastRequest().all("Upgrade")).containsExactly("echo");
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(1, 0, 0));
      assertEchoes(stream);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      assertThat(upstream.connections()).isZero();
    }
  }

  @Test
  void underTlsTheSame() throws IOException {
    TestTls tls = TestTls.forName("127.0.0.1");
    ProxyTls trust =
        new ProxyTls(
            true,
            true,
            true,
            Optional.of(tls.certificateFile(folder)),
            Optional.empty(),
            List.of());
    try (Backend backend = Backend.startTls(tls, echo("welcome"))) {
      Member member =
          Members.of(
              "wss", "127.0.0.1", backend.port(), PoolConfig.DEFAULT, Members.transport(), trust);
      assertEchoes(switched(member));
    }
  }

  /** {@code timeout=} is for HTTP; how long a tunnel may be idle its two ends decide together. */
  @Test
  void noTimeoutEndsIt() throws IOException {
    try (Backend backend = Backend.start(echo(""))) {
      MemberStream stream = switched(Members.of(backend));
      AtomicInteger read = new AtomicInteger();
      Thread reader = new Thread(() -> read.set(one(stream)));
      reader.start(); // waits on it, as a tunnel does
      skipped.set(Duration.ofHours(1).toNanos());
      await().during(Duration.ofMillis(300)).until(() -> upstream.connections() == 1);
      write(stream, "l");
      await().until(() -> read.get() == 'L');
      stream.close();
    }
  }

  private static int one(MemberStream stream) {
    byte[] buffer = new byte[1];
    try {
      return stream.read(buffer) < 0 ? -1 : buffer[0];
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void closingWakesWhoReads() throws Exception {
    try (Backend backend = Backend.start(echo(""))) {
      MemberStream stream = switched(Members.of(backend));
      Thread closer = new Thread(stream::close);
      closer.start();
      assertThatThrownBy(() -> read(stream, 1)).isInstanceOf(IOException.class);
      closer.join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: other\r\n", "Upgrade: echo, other\r\n", ""})
  void anotherProtocolIsNotWhatWasAskedFor(String fields) throws IOException {
    String answer = "HTTP/1.1 101 X\r\n" + fields + "Connection: Upgrade\r\n\r\n";
    try (Backend backend = Backend.start(Script.raw(answer))) {
      assertThat(Members.failure(upstream, Members.of(backend), asking()).kind())
          .isEqualTo(Kind.UNEXPECTED_UPGRADE);
    }
  }

  @Test
  void aMemberThatStaysWithHttpAnswersAsEver() throws IOException {
    try (Backend backend = Backend.start(Script.ok("no"))) {
      Member member = Members.of(backend);
      assertThat(Members.exchange(upstream, member, asking())).isEqualTo("200 no");
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
    }
  }

  @Test
  void interimResponsesMayComeBefore() throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 103 Early Hints\r\n\r\n" + SWITCHING + "welcome");
          wire.untilClosed();
        };
    try (Backend backend = Backend.start(script)) {
      MemberStream stream = switched(Members.of(backend));
      assertThat(read(stream, 7)).isEqualTo("welcome");
      stream.close();
    }
  }
}
