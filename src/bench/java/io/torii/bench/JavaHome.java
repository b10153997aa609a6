package io.torii.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java to run contestants on.
 *
 * @param feature 17, 25
 */
record JavaHome(int feature, Path home) {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  /** The one that is installed in that version. */
  static Optional<JavaHome> find(int feature) throws IOException {
    if (Runtime.version().feature() == feature) {
      return Optional.of(new JavaHome(feature, Path.of(System.getProperty("java.home"))));
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes
          .sorted()
          .filter(home -> is(home, feature))
          .map(home -> new JavaHome(feature, home))
          .findFirst();
    }
  }

  private static boolean is(Path home, int feature) {
    try {
      return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + feature + ".")
          && Files.isExecutable(home.resolve("bin/java"));
    } catch (IOException e) {
      return false;
    }
  }

  String version() throws IOException {
    return Files.readAllLines(home.resolve("release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION=") || line.startsWith("IMPLEMENTOR="))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
        .collect(Collectors.joining(" "));
  }

  ProcessBuilder command(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
    command.addAll(options);
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  /** A main class of ours, with our class path. */
  ProcessBuilder run(List<String> options, Class<?> main, String... arguments) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command(all, arguments);
  }
}
