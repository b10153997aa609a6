package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogChecksTest {

  @TempDir Path folder;

  private List<String> check(Path file) {
    Problems problems = new Problems();
    NamedFile named = new NamedFile("CustomLog", file, new Origin("t.conf", 1));
    new LogChecks(problems).run(List.of(named, named));
    return problems.all().stream().map(p -> p.message().replace(folder.toString(), "DIR")).toList();
  }

  @Test
  void aFileThatIsThereOrCanBeMadeIsFine() throws IOException {
    assertThat(check(Files.createFile(folder.resolve("old.log")))).isEmpty();
    assertThat(check(folder.resolve("new.log"))).isEmpty();
    assertThat(check(Path.of("/dev/stderr"))).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("nothing is made by looking").hasSize(1);
    }
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(check(folder))
        .containsExactly("CustomLog DIR is a folder: write the path of a file in it.");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThat(check(folder.resolve("none/a.log")))
        .containsExactly(
            "CustomLog DIR/none/a.log cannot be made, there is no folder DIR/none: make it, or"
                + " correct the path, which is relative to ServerRoot unless it starts with a"
                + " slash.");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(check(file.resolve("a.log")))
        .singleElement()
        .asString()
        .contains("there is no folder DIR/file");
  }

  @Test
  void missingRightsNameTheUser() throws IOException {
    Path file = Files.createFile(folder.resolve("a.log"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(file)).as("root may write everywhere").isFalse();
    String user = System.getProperty("user.name");

    assertThat(check(file))
        .containsExactly(
            "CustomLog DIR/a.log cannot be written by "
                + user
                + ": change its owner or its rights.");
    assertThat(check(closed.resolve("a.log")))
        .containsExactly(
            "CustomLog DIR/closed/a.log cannot be made by "
                + user
                + " in DIR/closed: change the owner or the rights of that folder.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ErrorLog none/a.log", "CustomLog none/a.log common", "TransferLog none/a.log"})
  void everyLogIsCheckedAlsoInAContainer(String line) {
    String directive = line.substring(0, line.indexOf(' '));
    String error =
        "t.conf:1: "
            + directive
            + " none/a.log cannot be made, there is no folder none: make it, or correct the path,"
            + " which is relative to ServerRoot unless it starts with a slash.";
    assertThat(Conf.of(line).errors()).containsExactly(error);
    assertThat(Conf.inContainer(line).errors()).containsExactly(error);
  }
}
