package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.rule.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  @TempDir Path folder;

  private static List<String> open(String... lines) {
    return LogFiles.open(Site.of(lines).config()).stream()
        .map(problem -> problem.toString().replaceFirst("^.*/t\\.conf", "t.conf"))
        .toList();
  }

  @Test
  void makesEveryFileOfEveryHostAndLeavesWhatIsInThem() throws IOException {
    Path old = Files.writeString(folder.resolve("old.log"), "line\n");
    assertThat(
            open(
                "ErrorLog " + folder.resolve("error.log"),
                "CustomLog " + old + " common",
                "<VirtualHost *:80>",
                "  ErrorLog /dev/stderr",
                "  CustomLog " + folder.resolve("own.log") + " common",
                "</VirtualHost>"))
        .isEmpty();
    assertThat(folder.resolve("error.log")).isEmptyFile();
    assertThat(folder.resolve("own.log")).isEmptyFile();
    assertThat(old).hasContent("line\n");
  }

  /** Its folder is there and may be written, so that only opening it tells. */
  @Test
  void namesTheDirectiveOfEachFileThatDoesNotOpen() {
    Path access = folder.resolve("a".repeat(300));
    Path error = folder.resolve("e".repeat(300));
    assertThat(
            open(
                "ErrorLog " + error,
                "<VirtualHost *:80>",
                "  CustomLog " + access + " common",
                "  CustomLog " + access + " combined",
                "</VirtualHost>"))
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith("t.conf:1: AH00091: ErrorLog " + error + " cannot be opened (")
                    .endsWith(
                        "): check the path, the rights of the folder and the space left on it."),
            problem ->
                assertThat(problem)
                    .startsWith("t.conf:3: AH00649: CustomLog " + access + " cannot be opened ("));
  }
}
