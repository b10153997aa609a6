package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of deploy/tls have in common: certbot's folders, and the hook called by it. */
abstract class TlsScripts {

  static final String HOOK = "deploy/tls/certbot-deploy-hook";

  @TempDir Path folder;

  @BeforeAll
  static void opensslIsThere() {
    assumeTrue(
        Command.isThere("openssl"), "apt-get install openssl brings what the scripts are made of");
  }

  final Command selfSigned(Path to, String... names) throws Exception {
    String[] words =
        Stream.concat(
                Stream.of("bash", "deploy/tls/self-signed.sh", to.toString()), Stream.of(names))
            .toArray(String[]::new);
    return Command.run(words);
  }

  /** What certbot has after a renewal. */
  final Path renewed(String name) throws Exception {
    Path made = Files.createTempDirectory(folder, "made");
    return renewed(made.resolve("live"), name);
  }

  /** The same, in certbot's folder for all of them. */
  final Path renewed(Path live, String name) throws Exception {
    Path made = Files.createTempDirectory(folder, "made");
    assertThat(selfSigned(made, name).status()).isZero();
    Path lineage = Files.createDirectories(live.resolve(name));
    Files.move(made.resolve(name + ".crt"), lineage.resolve("fullchain.pem"));
    Files.move(made.resolve(name + ".key"), lineage.resolve("privkey.pem"));
    return lineage;
  }

  final Command hook(Path lineage, String... settings) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("CERTBOT_HOOK_CONFIGURATION", folder.resolve("none").toString());
    environment.put("RENEWED_LINEAGE", lineage.toString());
    for (String setting : settings) {
      environment.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    return Command.run(environment, "sh", HOOK);
  }
}
