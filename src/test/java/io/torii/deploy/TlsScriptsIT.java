package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.ops.Load;
import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scripts of deploy/tls: a certificate for a trial, and renewed ones handed to the server. */
@OnceInABuild
class TlsScriptsIT extends TlsScripts {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static X509Certificate certificate(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aSelfSignedCertificateNamesAllItsHosts() throws Exception {
    Path to = folder.resolve("new/tls");
    assertThat(selfSigned(to, "a.test", "*.b.test", "127.0.0.1", "::1").said())
        .contains("DNS:a.test,DNS:*.b.test,IP:127.0.0.1,IP:::1");
    X509Certificate made = certificate(to.resolve("a.test.crt"));
    assertThat(made.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "a.test"),
            List.of(2, "*.b.test"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1"));
    made.verify(made.getPublicKey());
    made.checkValidity();
    assertThat(mode(to.resolve("a.test.key"))).isEqualTo("rw-------");
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    Path key = Files.writeString(folder.resolve("a.test.key"), "precious");
    Command again = selfSigned(folder, "a.test");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.said()).contains(key + " exists");
    assertThat(key).hasContent("precious");
    assertThat(folder.resolve("a.test.crt")).doesNotExist();
  }

  @Test
  void whatIsNoNameIsRefused() throws Exception {
    for (String name : List.of("../a", "a,DNS:b", "")) {
      assertThat(selfSigned(folder, name).status()).isEqualTo(2);
    }
    assertThat(selfSigned(folder).said()).contains("usage:");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void copiesAreWholeAndTheKeyIsForOneReader() throws Exception {
    Path lineage = renewed("a.test");
    Path to = folder.resolve("copies");
    Path called = folder.resolve("called");
    assertThat(hook(lineage, "DESTINATION=" + to, "RELOAD=touch " + called).said()).isEmpty();
    assertThat(to.resolve("a.test.crt")).hasSameTextualContentAs(lineage.resolve("fullchain.pem"));
    assertThat(to.resolve("a.test.key")).hasSameTextualContentAs(lineage.resolve("privkey.pem"));
    assertThat(mode(to.resolve("a.test.crt"))).isEqualTo("rw-r--r--");
    assertThat(mode(to.resolve("a.test.key"))).isEqualTo("rw-------");
    // Who reads the one file must get into the folder.
    assertThat(mode(to)).isEqualTo("rwxr-xr-x");
    assertThat(to).isDirectoryNotContaining(f -> f.getFileName().toString().startsWith(".new"));
    assertThat(called).exists();
  }

  @Test
  void settingsMayComeFromAFile() throws Exception {
    Path to = folder.resolve("copies");
    Path settings = Files.writeString(folder.resolve("hook.conf"), "DESTINATION=" + to + "\n");
    assertThat(hook(renewed("a.test"), "CERTBOT_HOOK_CONFIGURATION=" + settings).status()).isZero();
    assertThat(to.resolve("a.test.crt")).exists();
  }

  @Test
  void aKeystoreHoldsKeyAndChain() throws Exception {
    Path lineage = renewed("a.test");
    Path store = folder.resolve("server.p12");
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    assertThat(hook(lineage, "PKCS12=" + store, "PASSWORD_FILE=" + password).said()).isEmpty();
    KeyStore read = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
    assertThat(read.isKeyEntry("a.test")).isTrue();
    assertThat(read.getCertificate("a.test"))
        .isEqualTo(certificate(lineage.resolve("fullchain.pem")));
    assertThat(mode(store)).isEqualTo("rw-------");
    assertThat(hook(lineage, "PKCS12=" + store).said()).contains("PKCS12 needs PASSWORD_FILE");
  }

  @Test
  void aTruststoreHoldsAllAuthorities() throws Exception {
    List<X509Certificate> wanted = new ArrayList<>();
    StringBuilder pem = new StringBuilder("What stands before a certificate is not read.\n");
    for (String name : List.of("a.test", "b.test")) {
      Path file = renewed(name).resolve("fullchain.pem");
      wanted.add(certificate(file));
      pem.append(Files.readString(file));
    }
    Path authorities = Files.writeString(folder.resolve("clients.crt"), pem);
    Path store = Files.writeString(folder.resolve("clients.p12"), "an old one");
    assertThat(truststore(authorities, store)).isEqualTo(new Command(0, ""));
    KeyStore read = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    for (String alias : Collections.list(read.aliases())) {
      assertThat(read.isCertificateEntry(alias)).isTrue();
      assertThat(wanted.remove(read.getCertificate(alias))).isTrue();
    }
    assertThat(wanted).isEmpty();
    Path key = renewed("a.test").resolve("privkey.pem");
    assertThat(truststore(key, store).said()).contains("holds no certificate in PEM form");
    assertThat(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()).size()).isEqualTo(2);
  }

  private static Command truststore(Path authorities, Path store) throws Exception {
    return Command.run(
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        "sh",
        "deploy/tls/truststore.sh",
        authorities.toString(),
        store.toString());
  }

  @Test
  void aFolderHoldsAKeystoreForEachCertificate() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    for (String name : List.of("a.test", "b.test")) {
      assertThat(hook(renewed(name), "PKCS12=" + folder, "PASSWORD_FILE=" + password).said())
          .isEmpty();
      KeyStore read =
          KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), "secret".toCharArray());
      assertThat(read.isKeyEntry(name)).isTrue();
    }
  }

  @Test
  void aServerThatIsNotThereIsAnError() throws Exception {
    Path lineage = renewed("a.test");
    Path login = Files.writeString(folder.resolve("login"), "user = a:b\n");
    String nobody = "TOMCAT=http://127.0.0.1:" + ToriiProcess.freePort() + "/manager";
    assertThat(hook(lineage, nobody).said()).contains("TOMCAT needs TOMCAT_LOGIN");
    for (String server : List.of(nobody, "WILDFLY=" + folder, "PAYARA=" + folder)) {
      Command failed = hook(lineage, server, "TOMCAT_LOGIN=" + login);
      assertThat(failed.status()).as(server).isNotZero();
      assertThat(failed.said()).as(server).isNotEmpty();
    }
  }

  @Test
  void theWatchingServerShowsTheNewOne() throws Exception {
    renewal(false);
  }

  @Test
  void theServerThatGetsASignalShowsTheNewOne() throws Exception {
    renewal(true);
  }

  private void renewal(boolean signal) throws Exception {
    Path to = folder.resolve("served");
    assertThat(hook(renewed("a.test"), "DESTINATION=" + to).status()).isZero();
    int port = ToriiProcess.freePort();
    try (Backend backend = Backend.start(Script.ok("served"));
        ToriiProcess torii =
            ToriiProcess.start("-f", site(port, backend, to).toString()).awaitPort(port);
        Load load = Load.of(2, () -> ask(port), "HTTP/1.1 200\nserved")) {
      await().atMost(SOON).until(() -> load.served() > 10);
      Path lineage = renewed("a.test");
      X509Certificate wanted = certificate(lineage.resolve("fullchain.pem"));
      Path pid = Files.writeString(folder.resolve("pid"), torii.pid() + "\n");
      Command done = hook(lineage, "DESTINATION=" + to, signal ? "PID_FILE=" + pid : "UNIT=");
      assertThat(done).isEqualTo(new Command(0, ""));
      await()
          .atMost(SOON)
          .until(() -> TlsClient.to(port).named("a.test").certificate().equals(wanted));
      int before = load.served();
      await().atMost(SOON).until(() -> load.served() > before + 10);
      assertThat(load.stop()).isEmpty();
      assertThat(torii.err()).doesNotContain("refused", "Exception");
    }
  }

  private Path site(int port, Backend backend, Path certificates) throws IOException {
    return Files.writeString(
        folder.resolve("torii.conf"),
        """
        Listen 127.0.0.1:%d
        <VirtualHost *:%1$d>
          ServerName a.test
          SSLEngine on
          SSLCertificateFile %s/a.test.crt
          SSLCertificateKeyFile %2$s/a.test.key
          ProxyPass / %s/
        </VirtualHost>
        """
            .formatted(port, certificates, backend.url()));
  }

  private static String ask(int port) throws IOException {
    try (TlsClient client = TlsClient.to(port).named("a.test").connect()) {
      return client.get("a.test", "/");
    }
  }
}
