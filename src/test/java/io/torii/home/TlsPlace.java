package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.deploy.Command;
import io.torii.testkit.TestAuthority;
import io.torii.testkit.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Authorities to be thrown away, and the files that deploy/ names: certificates are put there by
 * the hook, as certbot calls it.
 */
final class TlsPlace {

  static final String WWW = "www.example.com";
  static final String API = "api.example.com";

  /** Who signs the servers' certificates, the clients', and the members'. */
  final TestAuthority servers = TestAuthority.named("Servers");

  final TestAuthority clients = TestAuthority.named("Clients");
  final TestAuthority members = TestAuthority.named("Members");

  /** The folder that deploy/ calls {@code /etc/torii/tls}. */
  final Path folder;

  private final Path lineages;
  private final Path password;

  TlsPlace() throws IOException, InterruptedException {
    folder = Folders.create("tls");
    password = Files.writeString(folder.resolve("password"), "changeit\n");
    lineages = Files.createDirectory(folder.resolve("live"));
    Files.writeString(folder.resolve("clients.crt"), clients.pem());
    Files.writeString(folder.resolve("members.crt"), members.pem());
    run(
        Map.of(),
        "deploy/tls/truststore.sh",
        folder.resolve("clients.crt").toString(),
        folder.resolve("clients.p12").toString());
    // Else Java would refuse the old versions by itself, whatever a server's file says.
    Files.writeString(
        folder.resolve("java.security"),
        "jdk.tls.disabledAlgorithms=SSLv3, RC4, DES, MD5withRSA, anon, NULL\n");
  }

  /** An option for Java: it would speak TLS 1.0 and 1.1. */
  String oldVersionsAreKnown() {
    return "-Djava.security.properties=" + folder.resolve("java.security");
  }

  /** The directive file from deploy/, behind definitions of what it leaves open. */
  Path site(int port, int tlsPort, String member) throws IOException {
    return Files.writeString(
        folder.resolve("main.conf"),
        """
        Define PORT %d
        Define TLSPORT %d
        Define TLS "%s"
        Define APP1 %s
        KeepAliveTimeout 60
        # for what properties pass on, which is of no site
        SSLProxyCACertificateFile "${TLS}/members.crt"
        Include "%s"
        """
            .formatted(
                port, tlsPort, folder, member, Path.of("deploy/tls/site.conf").toAbsolutePath()));
  }

  /** The hook's settings for keystores in the folder, beside the PEM files. */
  Map<String, String> keystores() {
    return Map.of("PKCS12", folder.toString(), "PASSWORD_FILE", password.toString());
  }

  /** The same, and the settings with which it tells a server. */
  Map<String, String> keystores(Map<String, String> server) {
    Map<String, String> settings = new HashMap<>(keystores());
    settings.putAll(server);
    return settings;
  }

  /**
   * What a renewal is: a new certificate, and certbot calls the hook.
   *
   * @param settings of the hook, beside the folder
   */
  TestTls renew(String name, Map<String, String> settings)
      throws IOException, InterruptedException {
    TestTls made = servers.issue(name);
    Path lineage = Files.createDirectories(lineages.resolve(name));
    Files.writeString(lineage.resolve("fullchain.pem"), made.certificatePem());
    Files.writeString(lineage.resolve("privkey.pem"), made.keyPem());
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("CERTBOT_HOOK_CONFIGURATION", folder.resolve("none").toString());
    environment.put("RENEWED_LINEAGE", lineage.toString());
    environment.put("DESTINATION", folder.toString());
    run(environment, "deploy/tls/certbot-deploy-hook");
    return made;
  }

  /** A script, which has nothing to say. */
  private static void run(Map<String, String> settings, String... words)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    String[] command = Stream.concat(Stream.of("sh"), Stream.of(words)).toArray(String[]::new);
    assertThat(Command.run(environment, command)).isEqualTo(new Command(0, ""));
  }
}
