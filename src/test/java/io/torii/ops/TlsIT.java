package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several hosts with TLS of their own on one port: who gets which certificate, and who is let in.
 */
class TlsIT {

  private static final TestTls A = TestTls.forName("a.test");
  private static final TestTls B = rsa("b.test");
  private static final TestTls LOCAL = TestTls.forName("127.0.0.1");
  private static final TestTls CLIENT = TestTls.forName("client");

  private static TestTls rsa(String name) {
    return TestTls.forName(name, "RSA", Instant.now().plusSeconds(3600));
  }

  /** Of the same name, so that a client thinks the server would like it. */
  private static final TestTls IMPOSTOR = TestTls.forName("client");

  @TempDir static Path folder;
  private static final int PORT = ToriiProcess.freePort();
  private static Backend backend;
  private static ToriiProcess torii;

  @BeforeAll
  static void start() throws IOException {
    backend =
        Backend.start(
            Script.each(
                (request, wire) -> wire.answer(200, request.header("X-Seen").orElse("nothing"))));
    Path authority = CLIENT.certificateFile(folder);
    String common =
        """
        Listen 127.0.0.1:%d
        ProxyPass / %s/
        SSLEngine on
        """
            .formatted(PORT, backend.url());
    String shown = "SSLCertificateFile " + A.certificateAndKeyFile(folder);
    String local = "SSLCertificateFile " + LOCAL.certificateAndKeyFile(folder);
    String asked = "SSLCACertificateFile " + authority + "\nSSLVerifyClient ";
    String named = "RequestHeader set X-Seen \"%{SSL_CLIENT_S_DN}s\"";
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            common
                + host("a.test", "ServerAlias www.a.test *.deep.a.test", shown, seen("a"))
                + host("b.test", "SSLCertificateFile " + B.certificateAndKeyFile(folder), seen("b"))
                + host("same.test", shown, seen("same"))
                + host("new.test", shown, "SSLProtocol TLSv1.3", seen("new"))
                + host("old.test", shown, "SSLProtocol TLSv1.2", seen("old"))
                + host("plain.test", shown, "Protocols http/1.1", seen("plain"))
                + host("local.test", "ServerAlias 127.0.0.1", local, seen("local"))
                + host("other.test", local, "SSLProtocol TLSv1.3")
                + host("members.test", shown, asked + "require", named)
                + host("*.wild.test", shown, asked + "require", named)
                + host("guests.test", shown, asked + "optional", named)
                + host("anybody.test", shown, "SSLVerifyClient optional_no_ca", named));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(PORT);
  }

  private static String host(String name, String... lines) {
    String naming = name.startsWith("*") ? "ServerAlias " : "ServerName ";
    return "<VirtualHost *:%d>\n%s%s\n%s\n</VirtualHost>\n"
        .formatted(PORT, naming, name, String.join("\n", lines));
  }

  private static String seen(String host) {
    return "RequestHeader set X-Seen " + host;
  }

  @AfterAll
  static void stop() throws IOException {
    torii.close();
    backend.close();
    // Whatever the handshakes were like, nothing of it is news for an administrator.
    assertThat(torii.err()).doesNotContain("Exception");
    assertThat(torii.err().lines())
        .filteredOn(
            line -> !line.contains("AH02032")) // a request for another host, as httpd has it
        .noneMatch(line -> line.contains(":warn]"));
  }

  private static String ask(TlsClient.Handshake handshake, String host) throws IOException {
    try (TlsClient client = handshake.connect()) {
      return client.get(host, "/");
    }
  }

  @Test
  void theNameInTheHandshakeChoosesTheCertificate() throws IOException {
    TlsClient.Handshake anybody = TlsClient.to(PORT);
    assertThat(anybody.named("a.test").certificate()).isEqualTo(A.certificate());
    assertThat(anybody.named("B.TEST").certificate()).isEqualTo(B.certificate());
    assertThat(anybody.named("www.a.test").certificate()).isEqualTo(A.certificate());
    assertThat(ask(anybody.named("b.test"), "b.test")).isEqualTo("HTTP/1.1 200\nb");
  }

  @Test
  void withoutAKnownNameTheFirstHostAnswers() throws IOException {
    TlsClient.Handshake anybody = TlsClient.to(PORT);
    assertThat(anybody.certificate()).isEqualTo(A.certificate());
    assertThat(anybody.named("unknown.test").certificate()).isEqualTo(A.certificate());
    assertThat(ask(anybody, "a.test")).isEqualTo("HTTP/1.1 200\na");
    assertThat(ask(anybody.named("unknown.test"), "unknown.test")).isEqualTo("HTTP/1.1 200\na");
  }

  /** Hosts of several addresses behind one Listen: the name alone would not tell them apart. */
  @Test
  void withoutANameTheAddressDecides() throws IOException {
    int port = ToriiProcess.freePort();
    Path file =
        Files.writeString(
            folder.resolve("addresses.conf"),
            """
            Listen %1$d
            <VirtualHost 127.0.0.1:%1$d>
              SSLEngine on
              SSLCertificateFile %2$s
            </VirtualHost>
            <VirtualHost 127.0.0.2:%1$d>
              SSLEngine on
              SSLCertificateFile %3$s
            </VirtualHost>
            """
                .formatted(port, A.certificateAndKeyFile(folder), B.certificateAndKeyFile(folder)));
    try (ToriiProcess other = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
      assertThat(TlsClient.to(port).certificate()).isEqualTo(A.certificate());
      assertThat(TlsClient.to(port).at("127.0.0.2").certificate()).isEqualTo(B.certificate());
      assertThat(other.err()).doesNotContain("Exception", ":warn]");
    }
  }

  /** As httpd does it (AH02032), measured with 2.4. */
  @Test
  void aConnectionServesHostsWithTheSameTlsAndNoOthers() throws IOException {
    TlsClient.Handshake a = TlsClient.to(PORT).named("a.test");
    assertThat(ask(a, "www.a.test")).isEqualTo("HTTP/1.1 200\na");
    assertThat(ask(a, "x.y.deep.a.test")).isEqualTo("HTTP/1.1 200\na");
    assertThat(ask(a, "same.test")).isEqualTo("HTTP/1.1 200\nsame");
    assertThat(ask(TlsClient.to(PORT), "same.test")).isEqualTo("HTTP/1.1 200\nsame");
    int before = backend.requests().size();
    assertThat(ask(a, "b.test")).startsWith("HTTP/1.1 421\n").contains("AH02032");
    assertThat(ask(a, "members.test")).startsWith("HTTP/1.1 421\n");
    assertThat(ask(TlsClient.to(PORT), "b.test")).startsWith("HTTP/1.1 421\n");
    assertThat(ask(TlsClient.to(PORT).named("b.test"), "unknown.test"))
        .startsWith("HTTP/1.1 421\n");
    assertThat(backend.requests()).hasSize(before);
  }

  @Test
  void eachHostHasItsOwnVersions() throws IOException {
    TlsClient.Handshake anybody = TlsClient.to(PORT);
    assertThatThrownBy(() -> anybody.named("new.test").speaking("TLSv1.2").connect())
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("protocol_version");
    assertThat(ask(anybody.named("new.test"), "new.test")).isEqualTo("HTTP/1.1 200\nnew");
    try (TlsClient old = anybody.named("old.test").connect();
        TlsClient usual = anybody.named("a.test").connect();
        TlsClient asked = anybody.named("a.test").speaking("TLSv1.2").connect()) {
      assertThat(old.version()).isEqualTo("TLSv1.2");
      assertThat(usual.version()).isEqualTo("TLSv1.3");
      assertThat(asked.version()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void http2IsSpokenWithThoseWhoOfferIt() throws IOException {
    TlsClient.Handshake browser = TlsClient.to(PORT).offering("h2", "http/1.1");
    try (TlsClient client = browser.named("a.test").connect()) {
      assertThat(client.protocol()).isEqualTo("h2");
    }
    HttpResponse<String> response = overHttp2("local.test");
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.body()).isEqualTo("local");
  }

  @Test
  void protocolsOfAHostTurnsHttp2Off() throws IOException {
    TlsClient.Handshake browser = TlsClient.to(PORT).offering("h2", "http/1.1");
    try (TlsClient client = browser.named("plain.test").connect()) {
      assertThat(client.protocol()).isNotEqualTo("h2");
      assertThat(client.get("plain.test", "/")).isEqualTo("HTTP/1.1 200\nplain");
    }
  }

  @Test
  void aMisdirectedRequestOverHttp2IsAnsweredToo() {
    HttpResponse<String> response = overHttp2("other.test");
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.statusCode()).isEqualTo(421);
  }

  /** A request for 127.0.0.1, which is an alias of local.test, on a connection for that name. */
  private static HttpResponse<String> overHttp2(String name) {
    SSLContext context = LOCAL.context();
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(context)
            .sslParameters(parameters)
            .build();
    return Web.send(client, "https://127.0.0.1:" + PORT + "/");
  }

  @Test
  void aRequiredCertificateIsRequired() throws IOException {
    for (String host : new String[] {"members.test", "x.y.wild.test"}) {
      TlsClient.Handshake anybody = TlsClient.to(PORT).named(host);
      assertThat(ask(anybody.showing(CLIENT), host)).isEqualTo("HTTP/1.1 200\nCN=client");
      int before = backend.requests().size();
      for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
        assertThatThrownBy(() -> ask(anybody.speaking(version), host))
            .as(host + " " + version)
            .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask(anybody.speaking(version).showing(IMPOSTOR), host))
            .as(host + " " + version)
            .isInstanceOf(IOException.class);
      }
      assertThat(backend.requests()).hasSize(before);
    }
  }

  @Test
  void anOptionalCertificateIsVerifiedIfItIsShown() throws IOException {
    TlsClient.Handshake anybody = TlsClient.to(PORT).named("guests.test");
    assertThat(ask(anybody, "guests.test")).isEqualTo("HTTP/1.1 200\n(null)");
    assertThat(ask(anybody.showing(CLIENT), "guests.test")).isEqualTo("HTTP/1.1 200\nCN=client");
    assertThatThrownBy(() -> ask(anybody.showing(IMPOSTOR), "guests.test"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void withoutAnAuthorityAnyCertificateIsPassedOn() throws IOException {
    TlsClient.Handshake anybody = TlsClient.to(PORT).named("anybody.test");
    assertThat(ask(anybody, "anybody.test")).isEqualTo("HTTP/1.1 200\n(null)");
    assertThat(ask(anybody.showing(IMPOSTOR), "anybody.test")).isEqualTo("HTTP/1.1 200\nCN=client");
  }
}
