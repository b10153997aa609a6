package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  @Test
  void isMadeByTheFirstLineAndFlushedWhenAsked() throws IOException {
    Path path = folder.resolve("a.log");
    LogFile file = new LogFile(path);
    file.flush();
    assertThat(path).doesNotExist();
    file.append("one");
    assertThat(path).doesNotExist();
    file.flush();
    assertThat(path).hasContent("one\n");
    file.append("two");
    file.close();
    assertThat(path).hasContent("one\ntwo\n");
  }

  @Test
  void opensAgainBehindClose() throws IOException {
    LogFile file = new LogFile(folder.resolve("a.log"));
    file.append("one");
    file.close();
    file.append("two");
    file.close();
    assertThat(file.path()).hasContent("one\ntwo\n");
  }

  @Test
  void keepsWhatItCannotWriteUntilItIsDropped() throws IOException {
    LogFile file = new LogFile(folder.resolve("none/a.log"));
    file.append("one");
    file.append("two");
    assertThatThrownBy(file::flush).isInstanceOf(IOException.class);
    file.append("three");
    assertThat(file.drop()).isEqualTo(3);
    assertThat(file.drop()).isZero();
    Files.createDirectory(folder.resolve("none"));
    file.append("four");
    file.close();
    assertThat(file.path()).hasContent("four\n");
  }

  /** Every write to it fails for want of space. */
  @Test
  void keepsWhatAFullDiskRefuses() {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    LogFile file = new LogFile(full);
    file.append("one");
    assertThatThrownBy(file::flush).isInstanceOf(IOException.class).hasMessageContaining("space");
    assertThat(file.drop()).isEqualTo(1);
  }
}
