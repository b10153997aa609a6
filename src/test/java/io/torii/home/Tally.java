package io.torii.home;

import java.io.IOException;

/** How many tests passed in one place: a line of the {@link Matrix}. */
final class Tally implements AutoCloseable {

  private final String title;
  private final long start = System.nanoTime();
  private int passed;
  private int failed;

  /** Nothing yet, in the place of that name. */
  Tally(String title) {
    this.title = title;
  }

  void passed() {
    passed++;
  }

  void failed() {
    failed++;
  }

  @Override
  public void close() throws IOException {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    Matrix.add(title, "%3d passed, %d failed, %d s".formatted(passed, failed, seconds));
  }
}
