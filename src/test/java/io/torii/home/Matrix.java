package io.torii.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code target/matrix.txt}: what was tested where, and what was measured there. */
public final class Matrix {

  private static final Path FILE = Path.of("target", "matrix.txt");

  private Matrix() {}

  /** Another line about a place. */
  public static void add(String title, String said) throws IOException {
    Files.writeString(
        FILE,
        "%-15s Java %s: %s%n".formatted(title, Runtime.version().feature(), said),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
