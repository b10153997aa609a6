package io.torii.balancer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Time as balancers and checks need it. What is shown to people is wall-clock time; what is
 * measured is monotonic, so that a corrected system clock neither keeps a member out nor lets it in
 * early.
 */
public interface TimeSource {

  /** The wall clock, for what is shown. */
  Instant now();

  /** Nanoseconds since some fixed moment, as {@link System#nanoTime}; for what is measured. */
  long nanoTime();

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted before or meanwhile
   */
  void pause(Duration duration) throws InterruptedException;

  /** The machine's own time. */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }

  /** The machine's own time. */
  enum SystemTime implements TimeSource {
    INSTANCE;

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
  }
}
