package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a folder of its own, since JUnit's are their owner's alone. */
class PublicFileTest {

  private Path folder = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    folder = Files.createTempDirectory("public");
    rights(folder, "rwxr-xr-x");
    write("open/file", "rw-r--r--");
    write("open/own", "rw-------");
    write("closed/file", "rw-r--r--");
    rights(folder.resolve("open"), "rwxr-xr-x");
    rights(folder.resolve("closed"), "rwx------");
  }

  @AfterEach
  void remove() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private void write(String name, String rights) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
    rights(file, rights);
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  private Path link(String target) throws IOException {
    return Files.createSymbolicLink(folder.resolve("open/link"), Path.of(target));
  }

  private static String read(Path path) throws IOException {
    try (SeekableByteChannel content = PublicFile.open(path)) {
      return new String(Channels.newInputStream(content).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void opensWhatEverybodyMayRead() throws IOException {
    assertThat(read(folder.resolve("open/file"))).isEqualTo("open/file");
    assertThat(read(link("file"))).isEqualTo("open/file");
  }

  @Test
  void opensNothingElse() {
    assertThatThrownBy(() -> read(folder.resolve("open/own")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> read(folder.resolve("closed/file")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> read(folder.resolve("open"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(folder.resolve("open/none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** Where a link leads, its own folder's rights say nothing. */
  @Test
  void followsNoLinkIntoAFolderThatIsClosed() throws IOException {
    Path link = link("../closed/file");
    assertThatThrownBy(() -> read(link)).isInstanceOf(AccessDeniedException.class);
  }
}
