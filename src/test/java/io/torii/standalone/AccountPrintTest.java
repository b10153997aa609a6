package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountPrintTest {

  @Test
  void aLineWithoutANameIsListedToo(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("torii.conf"), "''\n");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new AccountPrint(
            ConfigLoader.load(LoadRequest.files(file.toString())).account(),
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .print();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith(file + "\n      1  ")
        .contains("    1  in all");
  }
}
