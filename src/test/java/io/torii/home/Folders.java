package io.torii.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders below {@code target/homes}, for servers and for what is deployed to them. */
final class Folders {

  private Folders() {}

  /** A new one. */
  static Path create(String prefix) throws IOException {
    Path homes = Files.createDirectories(Path.of("target", "homes").toAbsolutePath());
    return Files.createTempDirectory(homes, prefix + "-");
  }

  /** Copies a folder to where nothing is. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
