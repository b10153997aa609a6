package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the hook hands to nobody: the old files stay as they are, and no server is told. */
@OnceInABuild
class HookRefusalsIT extends TlsScripts {

  private static final String GARBAGE = "-----BEGIN NONSENSE-----\n";

  private Path to;
  private Path store;
  private Path called;
  private String[] settings;

  @BeforeEach
  void theOldOnesAreInTheirPlace() throws IOException {
    to = Files.createDirectory(folder.resolve("served"));
    called = folder.resolve("called");
    store = Files.writeString(to.resolve("a.test.p12"), "the old store");
    Files.writeString(to.resolve("a.test.crt"), "the old certificate");
    Files.writeString(to.resolve("a.test.key"), "the old key");
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    settings =
        new String[] {
          "DESTINATION=" + to,
          "PKCS12=" + store,
          "PASSWORD_FILE=" + password,
          "RELOAD=touch " + called
        };
  }

  private void nothingHasHappened() throws IOException {
    assertThat(store).hasContent("the old store");
    assertThat(to.resolve("a.test.crt")).hasContent("the old certificate");
    assertThat(to.resolve("a.test.key")).hasContent("the old key");
    try (Stream<Path> files = Files.list(to)) {
      assertThat(files).hasSize(3);
    }
    assertThat(called).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, fullchain.pem holds no certificate",
    "false, true, privkey.pem holds no private key",
    "true, true, fullchain.pem holds no certificate"
  })
  void garbage(boolean certificate, boolean key, String said) throws Exception {
    Path lineage = renewed("a.test");
    if (certificate) {
      Files.writeString(lineage.resolve("fullchain.pem"), GARBAGE);
    }
    if (key) {
      Files.writeString(lineage.resolve("privkey.pem"), GARBAGE);
    }
    Command refused = hook(lineage, settings);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.said()).contains(said);
    nothingHasHappened();
  }

  @Test
  void nothingIsComparedWithoutOpenssl() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    for (String name :
        List.of("basename", "cat", "chmod", "mkdir", "mktemp", "mv", "rm", "touch")) {
      Files.createSymbolicLink(programs.resolve(name), Command.where(name));
    }
    Path lineage = renewed("a.test");
    String[] without =
        Stream.concat(Stream.of(settings), Stream.of("PATH=" + programs)).toArray(String[]::new);
    Command refused = hook(lineage, without);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.said()).contains("openssl is not there");
    nothingHasHappened();
    // It is openssl that was missing, and nothing else.
    Files.createSymbolicLink(programs.resolve("openssl"), Command.where("openssl"));
    Files.createSymbolicLink(programs.resolve("sh"), Command.where("sh"));
    assertThat(hook(lineage, without)).isEqualTo(new Command(0, ""));
    assertThat(called).exists();
  }

  @Test
  void whatDoesNotFitTogether() throws Exception {
    Path lineage = renewed("a.test");
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    Files.copy(renewed("b.test").resolve("privkey.pem"), mixed.resolve("privkey.pem"));
    Files.copy(lineage.resolve("fullchain.pem"), mixed.resolve("fullchain.pem"));
    Command refused = hook(mixed, settings);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.said()).contains("privkey.pem does not belong to ");
    nothingHasHappened();
  }

  @Test
  void whatIsNotThere() throws Exception {
    assertThat(hook(folder, settings).said()).contains("fullchain.pem is not there");
    assertThat(Command.run("sh", HOOK).said()).contains("RENEWED_LINEAGE is not set");
    nothingHasHappened();
  }
}
