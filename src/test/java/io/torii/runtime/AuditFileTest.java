package io.torii.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  @TempDir Path folder;

  @Test
  void aLineIsThereAtOnceAlsoAfterARotation() throws IOException {
    Path file = folder.resolve("audit.log");
    AuditFile.append(file, "{\"by\":\"Jürgen\"}");
    AuditFile.append(file, "{}");
    assertThat(file).hasContent("{\"by\":\"Jürgen\"}\n{}\n");
    Files.move(file, folder.resolve("audit.log.1"));
    AuditFile.append(file, "{}");
    assertThat(file).hasContent("{}\n");
  }

  @Test
  void whatCannotBeWrittenIsToldWithTheFilesName() {
    Path file = folder.resolve("none").resolve("audit.log");
    assertThatThrownBy(() -> AuditFile.append(file, "{}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
