package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates that are replaced while they are in use, as certbot does it: no signal, no break.
 */
class TlsRenewalIT {

  /** Noticed within five seconds, still for half a second, and then read. */
  private static final Duration SOON = Duration.ofSeconds(6);

  private static final String REFUSED = "The new configuration is refused";

  @TempDir Path folder;
  private final TestTls old = TestTls.forName("a.test");
  private final TestTls renewed = TestTls.forName("a.test");
  private int port;
  private Path file;
  private Path certificate;
  private Path key;
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    backend = Backend.start(Script.ok("served"));
    port = ToriiProcess.freePort();
    certificate = Files.writeString(folder.resolve("site.pem"), old.certificatePem());
    key = Files.writeString(folder.resolve("site.key"), old.keyPem());
    file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            ProxyPass / %s/
            <VirtualHost *:%1$d>
              ServerName a.test
              SSLEngine on
              SSLCertificateFile %s
              SSLCertificateKeyFile %s
            </VirtualHost>
            """
                .formatted(port, backend.url(), certificate, key));
  }

  @AfterEach
  void stop() throws IOException {
    backend.close();
  }

  private TlsClient.Handshake client() {
    return TlsClient.to(port).named("a.test");
  }

  private X509Certificate shown() throws IOException {
    return client().certificate();
  }

  private String ask() throws IOException {
    try (TlsClient client = client().connect()) {
      return client.get("a.test", "/");
    }
  }

  /** Whole at once, as whoever cares for others writes a file. */
  private void replace(Path target, String text) throws IOException {
    Path beside = Files.writeString(folder.resolve("new"), text);
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aNewCertificateIsShownWithoutLosingARequest() throws Exception {
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
        TlsClient kept = client().connect();
        Load load = Load.of(3, this::ask, "HTTP/1.1 200\nserved")) {
      assertThat(kept.get("a.test", "/")).endsWith("served");
      await().until(() -> load.served() > 10);
      replace(certificate, renewed.certificatePem());
      replace(key, renewed.keyPem());
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> shown().equals(renewed.certificate()));
      assertThat(kept.get("a.test", "/")).endsWith("served");
      assertThat(kept.certificate()).isEqualTo(old.certificate());
      int before = load.served();
      await().until(() -> load.served() > before + 10);
      assertThat(load.stop()).isEmpty();
      assertThat(torii.err()).contains("AH00493").doesNotContain(REFUSED, "Exception");
    }
  }

  @Test
  void whatIsBrokenIsRefusedAndTheOldCertificateServesOn() throws Exception {
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
      Files.writeString(key, old.keyPem().substring(0, 60));
      refused(
          torii,
          "SSLCertificateKeyFile " + key + " is cut off: write it elsewhere and move it here.");

      replace(key, renewed.keyPem());
      refused(
          torii,
          "The key in "
              + key
              + " does not belong to the certificate in "
              + certificate
              + " (AH02565): check SSLCertificateKeyFile.");

      replace(key, "nonsense");
      refused(
          torii, "SSLCertificateKeyFile " + key + " holds no private key: it must be in PEM form.");

      Files.delete(key);
      await()
          .atMost(SOON)
          .until(() -> torii.err().contains("SSLCertificateKeyFile " + key + " does not exist"));
      assertThat(shown()).isEqualTo(old.certificate());

      replace(certificate, renewed.certificatePem());
      replace(key, renewed.keyPem());
      await().atMost(SOON).until(() -> shown().equals(renewed.certificate()));
      assertThat(ask()).isEqualTo("HTTP/1.1 200\nserved");
      assertThat(torii.err()).doesNotContain("Exception", "\tat ");
    }
  }

  private void refused(ToriiProcess torii, String problem) throws IOException {
    await().atMost(SOON).until(() -> torii.err().contains(file + ":3: " + problem + "\n"));
    await().until(() -> torii.err().endsWith(REFUSED + "; the old one stays in use."));
    assertThat(shown()).isEqualTo(old.certificate());
    assertThat(ask()).isEqualTo("HTTP/1.1 200\nserved");
  }
}
