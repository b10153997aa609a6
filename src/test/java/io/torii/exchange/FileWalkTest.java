package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.FileOptions;
import io.torii.config.FileSettings;
import io.torii.config.RequestSettings;
import io.torii.exchange.FileWalk.Found;
import io.torii.exchange.FileWalk.Refused;
import io.torii.rule.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {

  private static final FileOptions LINKS = new FileOptions(true, null, null);
  private static final FileOptions NO_LINKS = new FileOptions(false, null, null);
  private static final FileOptions OWNED = new FileOptions(true, true, null);
  private static final FileOptions OVERRIDES = new FileOptions(true, null, true);

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    folder = temporary.toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("file"), "x");
    Files.writeString(folder.resolve("sub/file"), "x");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(folder.resolve("linked"), Path.of("sub"));
  }

  private Found find(String name, FileOptions options) throws Refused {
    String bytes =
        new String(
            (folder + "/" + name).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return walk(bytes, options);
  }

  private static Found walk(String bytes, FileOptions options) throws Refused {
    int depth = (int) bytes.chars().filter(c -> c == '/').count();
    return new FileWalk(FileSettings.NONE)
        .find(new Decision.File(RequestSettings.EMPTY, bytes, Collections.nCopies(depth, options)));
  }

  private void assertRefused(String name, FileOptions options, int status, String code) {
    assertThatThrownBy(() -> find(name, options))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.reason()).doesNotContain(folder.toString());
            });
  }

  @Test
  void findsWhatIsThere() throws Refused {
    assertThat(find("file", NO_LINKS).path()).isEqualTo(folder.resolve("file"));
    assertThat(find("sub/file", NO_LINKS).link()).isFalse();
    assertThat(find("link", LINKS).link()).isTrue();
    assertThat(find("linked/file", LINKS).link()).isFalse();
    assertThat(find("link", OWNED).attributes().isRegularFile()).isTrue();
  }

  @Test
  void followsNoLinkThatMayNotBeFollowed() {
    assertRefused("link", NO_LINKS, 403, "AH00037");
    assertRefused("linked/file", NO_LINKS, 403, "AH00037");
    assertRefused("linked/no-such", NO_LINKS, 403, "AH00037");
  }

  @Test
  void servesNothingBelowAFileThatItDoesNotRead() throws IOException, Refused {
    assertThat(find("sub/file", OVERRIDES)).isNotNull();
    Files.writeString(folder.resolve(".htaccess"), "Require all denied\n");
    assertRefused("file", OVERRIDES, 403, "AH00529");
    assertRefused("sub/file", OVERRIDES, 403, "AH00529");
    assertThat(find("sub/file", LINKS)).isNotNull();
  }

  @Test
  void servesFilesAlone() {
    assertRefused("", LINKS, 403, "AH01276");
    assertRefused("sub", LINKS, 403, "AH01276");
    assertRefused("sub/", LINKS, 403, "AH01276");
    assertRefused("file/", LINKS, 404, "AH00128");
    assertRefused("file/more", LINKS, 404, "AH00128");
    assertRefused("no-such", LINKS, 404, "AH00128");
    assertRefused("x".repeat(300), LINKS, 403, "AH00036");
  }

  @Test
  void takesNoNameForAnother() {
    assertRefused("sub/../file", LINKS, 404, "AH00128");
    assertRefused("./file", LINKS, 404, "AH00128");
    assertRefused("file\0", LINKS, 404, "AH00128");
    assertThatThrownBy(() -> walk(folder + "/\u00c0\u00aefile", LINKS))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.status()).isEqualTo(404));
  }
}
