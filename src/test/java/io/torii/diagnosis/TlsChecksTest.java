package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.directives.Conf;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestAuthority;
import io.torii.testkit.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with TLS, to members and of our own. */
@Timeout(60)
class TlsChecksTest {

  private final Instant now = Instant.now();
  private final Instant yesterday = now.minus(Duration.ofDays(1));
  private final Instant nextYear = now.plus(Duration.ofDays(365));

  @TempDir Path folder;

  private TestTls named(String name) {
    return TestTls.valid(name, yesterday, nextYear);
  }

  /** A member with that certificate, which is trusted. */
  private Looked trusted(TestTls tls, String... more) throws IOException {
    try (Backend backend = Backend.startTls(tls, Script.ok("here"))) {
      String[] lines = new String[more.length + 3];
      lines[0] = "SSLProxyEngine On";
      lines[1] = "SSLProxyCACertificateFile " + tls.certificateFile(folder);
      lines[2] = "ProxyPass / " + backend.url() + "/";
      System.arraycopy(more, 0, lines, 3, more.length);
      return Looked.at(lines);
    }
  }

  /** A member whose certificate is of an authority that is trusted. */
  private Looked issued(Instant from, Instant until) throws IOException {
    TestAuthority authority = TestAuthority.named("authority");
    Path file = Files.writeString(folder.resolve("authority.pem"), authority.pem());
    try (Backend backend =
        Backend.startTls(authority.issue("127.0.0.1", from, until), Script.ok("here"))) {
      return Looked.at(
          "SSLProxyEngine On",
          "SSLProxyCACertificateFile " + file,
          "ProxyPass / " + backend.url() + "/");
    }
  }

  @Test
  void aSoundMember() throws IOException {
    trusted(named("127.0.0.1")).sound(1);
  }

  @Test
  void httpsToAPortWithoutTls() throws IOException {
    try (Backend backend = Backend.start(Script.ok("here"))) {
      Finding found =
          Looked.at("SSLProxyEngine On", "ProxyPass / https://127.0.0.1:" + backend.port() + "/")
              .only("tls", Severity.ERROR);
      assertThat(found.cause()).contains("speaks no TLS", "https://");
      assertThat(found.remedy()).contains("Write http://127.0.0.1:" + backend.port());
      assertThat(found.evidence()).contains("without TLS, GET /: 200");
    }
  }

  @Test
  void httpToAPortWithTls() throws IOException {
    try (Backend backend = Backend.startTls(named("127.0.0.1"), Script.ok("here"))) {
      Finding found =
          Looked.at("ProxyPass / http://127.0.0.1:" + backend.port() + "/")
              .only("tls", Severity.ERROR);
      assertThat(found.cause()).contains("The port speaks TLS", "http://");
      assertThat(found.remedy()).contains("Write https://127.0.0.1:" + backend.port());
      assertThat(found.evidence()).contains("a certificate for 127.0.0.1");
    }
  }

  @Test
  void aVersionThatTheMemberDoesNotSpeak() throws IOException {
    TestTls client = named("client");
    TestTls server = named("127.0.0.1");
    Path file = server.certificateFile(folder);
    try (Backend backend = Backend.startTls(server.requiring(client), Script.ok("here"))) {
      Finding found =
          Looked.at(
                  "SSLProxyEngine On",
                  "SSLProxyProtocol TLSv1.2",
                  "SSLProxyCACertificateFile " + file,
                  "ProxyPass / " + backend.url() + "/")
              .only("tls", Severity.ERROR);
      assertThat(found.remedy()).contains("SSLProxyProtocol", "SSLProxyMachineCertificateFile");
    }
  }

  /** Each byte is in time, and the handshake would last for an hour. */
  @Test
  void aHandshakeThatDrips() throws IOException {
    Script drip =
        wire -> {
          wire.send("\u0016\u0003\u0003@\u0000");
          while (true) {
            wire.send("x");
            wire.pause(Duration.ofMillis(50));
          }
        };
    try (Backend backend = Backend.start(drip)) {
      long began = System.nanoTime();
      Looked looked =
          Looked.at(
              Conf.of("SSLProxyEngine On", "ProxyPass / https://127.0.0.1:" + backend.port() + "/")
                  .config(),
              Duration.ofSeconds(1));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      looked.only("tls", Severity.ERROR);
    }
  }

  @Test
  void aFileThatIsNoCertificate() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.pem"), "");
    try (Backend backend = Backend.startTls(named("127.0.0.1"), Script.ok("here"))) {
      Finding found =
          Looked.at(
                  "SSLProxyEngine On",
                  "SSLProxyCACertificateFile " + file,
                  "ProxyPass / " + backend.url() + "/")
              .only("tls", Severity.ERROR);
      assertThat(found.evidence()).contains("SSLProxyCACertificateFile", "holds no certificate");
    }
  }

  @Test
  void aCertificateForSomebodyElse() throws IOException {
    Finding found = trusted(named("other.example")).only("certificate-name", Severity.ERROR);
    assertThat(found.cause()).contains("is for other.example and not for 127.0.0.1");
    assertThat(found.remedy()).contains("SSLProxyCheckPeerName Off");
  }

  @Test
  void aCertificateNotForTheClientsHost() throws IOException {
    Finding found =
        trusted(named("127.0.0.1"), "ServerName www.example.com", "ProxyPreserveHost On")
            .only("certificate-name", Severity.ERROR);
    assertThat(found.cause()).contains("is for 127.0.0.1 and not for www.example.com");
    assertThat(found.remedy()).contains("ProxyPreserveHost Off");
  }

  @Test
  void anAuthorityThatNobodyTrusts() throws IOException {
    try (Backend backend = Backend.startTls(named("127.0.0.1"), Script.ok("here"))) {
      Finding found =
          Looked.at("SSLProxyEngine On", "ProxyPass / " + backend.url() + "/")
              .only("certificate-trust", Severity.ERROR);
      assertThat(found.cause()).contains("the authorities of the Java platform");
      assertThat(found.remedy()).contains("SSLProxyCACertificateFile");
      assertThat(found.evidence()).contains("1 shown", "CN=127.0.0.1");
    }
  }

  @Test
  void anExpiredCertificate() throws IOException {
    Finding found =
        issued(now.minus(Duration.ofDays(90)), yesterday)
            .only("certificate-expired", Severity.ERROR);
    assertThat(found.cause()).contains("has expired");
    assertThat(found.remedy()).contains("certbot renew", "SSLProxyCheckPeerExpire Off");
  }

  @Test
  void aCertificateThatIsNotValidYet() throws IOException {
    Instant tomorrow = now.plus(Duration.ofDays(1));
    assertThat(issued(tomorrow, nextYear).only("certificate-expired", Severity.ERROR).cause())
        // the latter where a busy machine leaves no time to look at the certificate itself
        .containsAnyOf("not valid before", "is not valid yet");
  }

  @Test
  void anExpiredCertificateThatIsAcceptedIsNoFault() throws IOException {
    TestTls old = TestTls.valid("127.0.0.1", now.minus(Duration.ofDays(90)), yesterday);
    trusted(old, "SSLProxyCheckPeerExpire Off").sound(1);
  }

  @Test
  void aCertificateThatWillExpire() throws IOException {
    TestTls soon =
        TestTls.valid(
            "127.0.0.1", now.minus(Duration.ofDays(80)), now.plus(Duration.ofHours(5 * 24 + 1)));
    trusted(soon, "SSLProxyCheckPeerExpire Off").sound(1);
    Finding found = trusted(soon).only("certificate-expiring", Severity.WARNING);
    assertThat(found.cause()).contains("expires in 5 days");
  }

  /** Issued for a week, as a mesh's authority does, and renewed in time. */
  @Test
  void aCertificateThatNeverLivesLong() throws IOException {
    trusted(TestTls.valid("127.0.0.1", yesterday, now.plus(Duration.ofDays(6)))).sound(1);
    TestTls late =
        TestTls.valid("127.0.0.1", now.minus(Duration.ofDays(6)), now.plus(Duration.ofHours(25)));
    assertThat(trusted(late).only("certificate-expiring", Severity.WARNING).cause())
        .contains("expires in 1 day");
  }

  @Test
  void ourOwnCertificates() throws IOException {
    try (Backend backend = Backend.start(Script.ok("here"))) {
      String pass = "ProxyPass / " + backend.url() + "/";
      Finding soon =
          own(
              now.minus(Duration.ofDays(70)),
              now.plus(Duration.ofDays(20)),
              pass,
              Severity.WARNING);
      assertThat(soon.cause()).contains("expires in 19 days");
      assertThat(soon.subject().text()).startsWith("www.example.com (");
      Finding old = own(now.minus(Duration.ofDays(90)), yesterday, pass, Severity.ERROR);
      assertThat(old.cause()).contains("has expired");
      looked(named("www.example.com"), pass).sound(1);
    }
  }

  private Finding own(Instant from, Instant until, String pass, Severity severity) {
    return looked(TestTls.valid("www.example.com", from, until), pass)
        .only("listener-certificate", severity);
  }

  private Looked looked(TestTls tls, String pass) {
    Path file = tls.certificateAndKeyFile(folder);
    return Looked.at(
        "<VirtualHost *:443>",
        "ServerName www.example.com",
        "SSLEngine On",
        "SSLCertificateFile " + file,
        pass,
        "</VirtualHost>");
  }
}
