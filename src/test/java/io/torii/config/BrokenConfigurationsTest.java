package io.torii.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.directive.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a user reads when a configuration is broken: each file in {@code broken/}, with its exact
 * messages in {@code broken/expected.txt}.
 */
class BrokenConfigurationsTest {

  private static final Path FOLDER = Path.of("src/test/resources/broken");

  @TestFactory
  Stream<DynamicTest> messages() throws IOException {
    return expected().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertThat(problems(entry.getKey())).isEqualTo(entry.getValue())));
  }

  @Test
  void everyFileIsInTheTable() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(".conf"))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThanOrEqualTo(60);
      assertThat(expected().keySet()).containsExactlyElementsOf(names);
    }
  }

  private static List<String> problems(String name) {
    Path file = FOLDER.resolve(name);
    Loaded loaded = ConfigLoader.load(LoadRequest.files(file.toString()));
    assertThat(loaded.config()).isEmpty();
    List<String> lines = new ArrayList<>();
    for (Problem problem : loaded.problems()) {
      String line = problem.toString();
      if (problem.severity() == Problem.Severity.WARNING) {
        line = problem.origin() + ": warning: " + problem.message();
      }
      if (problem.severity() != Problem.Severity.NOTE) {
        lines.add(
            line.replace(FOLDER.toAbsolutePath().toString(), "{folder}").replace(FOLDER + "/", ""));
      }
    }
    return lines;
  }

  private static Map<String, List<String>> expected() throws IOException {
    Map<String, List<String>> table = new TreeMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("expected.txt"))) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        table.put(line.substring(3), current);
      } else {
        current.add(line);
      }
    }
    return table;
  }
}
