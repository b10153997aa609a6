package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom https members are believed to be, and what they get to see of us. */
class TlsTest {

  @TempDir private Path folder;
  private final HttpUpstream upstream =
      new HttpUpstream(
          new FixedDns(host -> InetAddress.getAllByName("127.0.0.1")), System::nanoTime);

  @AfterEach
  void close() {
    upstream.close();
  }

  private static ProxyTls trusting(Path ca) {
    return new ProxyTls(true, true, true, Optional.of(ca), Optional.empty(), List.of());
  }

  @Test
  void aMemberOfAKnownAuthorityIsServedAndKept() throws IOException {
    TestTls tls = TestTls.forName("127.0.0.1");
    try (Backend backend = Backend.startTls(tls, Script.ok("secret"))) {
      Member member = Members.secure(backend, trusting(tls.certificateFile(folder)));
      for (int i = 0; i < 5; i++) {
        assertThat(exchange(upstream, member, post("x"))).isEqualTo("200 secret");
      }
      assertThat(backend.accepted()).isEqualTo(1);
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 1, 0));
    }
  }

  @Test
  void aRestartedMemberCostsNoRequest() throws IOException {
    TestTls tls = TestTls.forName("127.0.0.1");
    try (Backend backend = Backend.startTls(tls, Script.ok("secret"))) {
      Member member = Members.secure(backend, trusting(tls.certificateFile(folder)));
      for (int i = 0; i < 3; i++) {
        assertThat(exchange(upstream, member, post("x"))).isEqualTo("200 secret");
        backend.restart();
      }
    }
  }

  @Test
  void aWrongNameIsRefusedUnlessNobodyLooks() throws IOException {
    TestTls tls = TestTls.forName("other.test");
    Path ca = tls.certificateFile(folder);
    try (Backend backend = Backend.startTls(tls, Script.ok("secret"))) {
      Failure failure = failure(upstream, Members.secure(backend, trusting(ca)), get("/"));
      assertThat(failure.kind()).isEqualTo(Kind.CERTIFICATE);
      assertThat(failure.detail()).contains("127.0.0.1");
      ProxyTls nameless =
          new ProxyTls(true, false, true, Optional.of(ca), Optional.empty(), List.of());
      assertThat(exchange(upstream, Members.secure(backend, nameless), get("/")))
          .isEqualTo("200 secret");
    }
  }

  @Test
  void anUnknownAuthorityIsRefusedUnlessVerificationIsOff() throws IOException {
    try (Backend backend = Backend.startTls(TestTls.forName("other.test"), Script.ok("secret"))) {
      Path stranger = TestTls.forName("stranger").certificateFile(folder);
      assertThat(failure(upstream, Members.secure(backend, trusting(stranger)), get("/")).kind())
          .isEqualTo(Kind.CERTIFICATE);
      ProxyTls none =
          new ProxyTls(false, true, true, Optional.empty(), Optional.empty(), List.of());
      assertThat(exchange(upstream, Members.secure(backend, none), get("/")))
          .isEqualTo("200 secret");
    }
  }

  @Test
  void anExpiredCertificateIsRefusedUnlessDatesDoNotMatter() throws IOException {
    TestTls expired = TestTls.forName("127.0.0.1", "EC", Instant.now().minusSeconds(60));
    TestTls misnamed = TestTls.forName("other.test", "EC", Instant.now().minusSeconds(60));
    try (Backend backend = Backend.startTls(expired, Script.ok("secret"));
        Backend wrong = Backend.startTls(misnamed, Script.ok("secret"))) {
      Path ca = expired.certificateFile(folder);
      Path stranger = TestTls.forName("stranger").certificateFile(folder);
      assertThat(failure(upstream, Members.secure(backend, dateless(stranger)), get("/")).kind())
          .isEqualTo(Kind.CERTIFICATE);
      assertThat(exchange(upstream, Members.secure(backend, dateless(ca)), get("/")))
          .isEqualTo("200 secret");
      Path wrongCa = misnamed.certificateFile(folder);
      assertThat(failure(upstream, Members.secure(wrong, dateless(wrongCa)), get("/")).kind())
          .isEqualTo(Kind.CERTIFICATE);
    }
  }

  private static ProxyTls dateless(Path ca) {
    return new ProxyTls(true, true, false, Optional.of(ca), Optional.empty(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void aMemberThatAsksGetsOurCertificate(String algorithm) throws IOException {
    TestTls ours = TestTls.forName("proxy", algorithm, Instant.now().plusSeconds(3600));
    TestTls tls = TestTls.forName("127.0.0.1");
    Path ca = tls.certificateFile(folder);
    try (Backend backend = Backend.startTls(tls.requiring(ours), Script.ok("known"))) {
      ProxyTls with =
          new ProxyTls(
              true,
              true,
              true,
              Optional.of(ca),
              Optional.of(ours.certificateAndKeyFile(folder)),
              List.of());
      assertThat(exchange(upstream, Members.secure(backend, with), get("/")))
          .isEqualTo("200 known");
      Failure failure = failure(upstream, Members.secure(backend, trusting(ca)), get("/"));
      assertThat(failure.failsOver()).isFalse();
      assertThat(failure.kind()).isIn(Kind.TLS, Kind.NO_RESPONSE, Kind.WRITE);
    }
  }

  @Test
  void aFileThatIsNoneIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
    try (Backend backend = Backend.startTls(TestTls.forName("127.0.0.1"), Script.ok("x"))) {
      Member member = Members.secure(backend, trusting(file));
      assertThat(failure(upstream, member, get("/")).detail())
          .isEqualTo(
              "TLS handshake with %s failed: SSLProxyCACertificateFile %s holds no certificate"
                  .formatted(backend.url(), file));
      assertThatThrownBy(() -> upstream.socketFactory(member).createSocket("127.0.0.1", 1))
          .hasMessage("SSLProxyCACertificateFile " + file + " holds no certificate");
      Member machine =
          Members.secure(
              backend,
              new ProxyTls(true, true, true, Optional.empty(), Optional.of(file), List.of()));
      assertThat(failure(upstream, machine, get("/")).detail())
          .endsWith(
              "SSLProxyMachineCertificateFile "
                  + file
                  + " must hold one certificate for each key, or one key and its chain");
    }
  }

  @Test
  void onlyTheProtocolsThatAreWritten() throws IOException {
    Script protocol =
        Script.each(
            (request, wire) ->
                wire.answer(200, ((SSLSocket) wire.socket()).getSession().getProtocol()));
    try (Backend backend = Backend.startTls(TestTls.forName("x"), protocol)) {
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        ProxyTls tls =
            new ProxyTls(false, false, true, Optional.empty(), Optional.empty(), List.of(version));
        assertThat(exchange(upstream, Members.secure(backend, tls), get("/")))
            .isEqualTo("200 " + version);
      }
      ProxyTls unknown =
          new ProxyTls(false, false, true, Optional.empty(), Optional.empty(), List.of("TLSv9"));
      assertThat(failure(upstream, Members.secure(backend, unknown), get("/")).detail())
          .contains("SSLProxyProtocol");
    }
  }

  @Test
  void aConnectionServesOnlyTheNameItWasMadeFor() throws IOException {
    Script sni =
        Script.each(
            (request, wire) ->
                wire.answer(
                    200,
                    ((ExtendedSSLSession) ((SSLSocket) wire.socket()).getSession())
                        .getRequestedServerNames()
                        .toString()));
    ProxyTls tls =
        new ProxyTls(false, true, true, Optional.empty(), Optional.empty(), List.of("TLSv1.2"));
    try (Backend backend = Backend.startTls(TestTls.forName("x"), sni)) {
      Member member =
          Members.of("https", "app", backend.port(), PoolConfig.DEFAULT, Members.transport(), tls);
      for (int i = 0; i < 2; i++) {
        assertThat(exchange(upstream, member, get("/"))).contains("value=app");
        assertThat(exchange(upstream, member, named("a.example"))).contains("value=a.example");
        assertThat(exchange(upstream, member, named("A.EXAMPLE"))).contains("value=a.example");
        assertThat(exchange(upstream, member, named("b.example"))).contains("value=b.example");
        assertThat(exchange(upstream, member, named("no_host_name"))).isEqualTo("200 []");
      }
      assertThat(backend.accepted()).isEqualTo(4);
    }
  }

  @Test
  void clientsWhoChooseTheNameCannotFillThePool() throws IOException {
    ProxyTls tls = new ProxyTls(false, true, true, Optional.empty(), Optional.empty(), List.of());
    try (Backend backend = Backend.startTls(TestTls.forName("x"), Script.ok("hi"))) {
      Member member =
          Members.of("https", "app", backend.port(), PoolConfig.DEFAULT, Members.transport(), tls);
      for (int i = 0; i < 70; i++) {
        exchange(upstream, member, named("n" + i + ".example"));
      }
      assertThat(upstream.stats(member).idle()).isEqualTo(64);
      exchange(upstream, member, get("/"));
      assertThat(upstream.stats(member).idle()).as("its own name is kept").isEqualTo(65);
    }
  }

  private static MemberRequest named(String name) {
    return new MemberRequest("GET", "/", Members.headers(), null, name, false, false, false, false);
  }

  @Test
  void aHandshakeMayNotTakeForEver() throws IOException {
    try (Backend backend = Backend.start(Script.silent())) {
      long start = System.nanoTime();
      Failure failure = failure(upstream, Members.secure(backend, ProxyTls.DEFAULT), get("/"));
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
      assertThat(failure.detail()).endsWith("did not finish the TLS handshake for 1500 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void aChangedFileIsReadWhenAConfigurationIsApplied() throws IOException {
    TestTls tls = TestTls.forName("127.0.0.1");
    Path ca = TestTls.forName("stranger").certificateFile(folder);
    try (Backend backend = Backend.startTls(tls, Script.ok("secret"))) {
      Member member = Members.secure(backend, trusting(ca));
      upstream.apply(List.of(member));
      failure(upstream, member, get("/"));
      Files.copy(tls.certificateFile(folder), ca, StandardCopyOption.REPLACE_EXISTING);
      failure(upstream, member, get("/"));
      upstream.apply(List.of(member));
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 secret");
    }
  }

  @Test
  void anEarlyAnswerReachesTheClientThroughTls() throws IOException {
    TestTls tls = TestTls.forName("127.0.0.1");
    Script early =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
          wire.stall();
        };
    try (Backend backend = Backend.startTls(tls, early)) {
      Member member = Members.secure(backend, trusting(tls.certificateFile(folder)));
      assertThat(
              exchange(
                  upstream, member, Members.request("PUT", "/", new Members.Zeros(64 << 20, -1))))
          .isEqualTo("413 much");
    }
  }
}
