package io.torii.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How many tests passed in one place: a line of {@code target/matrix.txt}. */
final class Tally implements AutoCloseable {

  private final Container container;
  private final long start = System.nanoTime();
  private int passed;
  private int failed;

  Tally(Container container) {
    this.container = container;
  }

  void passed() {
    passed++;
  }

  void failed() {
    failed++;
  }

  @Override
  public void close() throws IOException {
    Files.writeString(
        Path.of("target", "matrix.txt"),
        "%-12s Java %s: %3d passed, %d failed, %d s%n"
            .formatted(
                container.title(),
                Runtime.version().feature(),
                passed,
                failed,
                (System.nanoTime() - start) / 1_000_000_000),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
