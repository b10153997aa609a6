package io.torii.diagnosis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How often something has happened in the last {@link Traffic#WINDOW}, in a fixed amount of memory:
 * a ring of minutes, each of which starts from zero when it comes round again. Safe for several
 * threads; what is counted in the moment of a new start may be lost.
 *
 * <p>Moments are nanoseconds on a clock that starts at more than one window.
 */
final class RecentCount {

  private static final int MINUTES = (int) Traffic.WINDOW.toMinutes();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** In a storm of faults one example a second is put into words. */
  private static final long EXAMPLE_EVERY = Duration.ofSeconds(1).toNanos();

  private final AtomicLongArray counts = new AtomicLongArray(MINUTES);
  private final AtomicLongArray minutes = new AtomicLongArray(MINUTES);
  private volatile @Nullable Example example;

  private record Example(String text, long at) {}

  /** Counts one. */
  void add(long now) {
    long minute = now / MINUTE;
    int slot = (int) (minute % MINUTES);
    long stamp = minutes.get(slot);
    if (stamp != minute && minutes.compareAndSet(slot, stamp, minute)) {
      counts.set(slot, 0);
    }
    counts.incrementAndGet(slot);
  }

  /** Counts one, and keeps what it looked like. */
  void add(long now, Supplier<String> text) {
    add(now);
    Example last = example;
    if (last == null || now - last.at > EXAMPLE_EVERY) {
      example = new Example(text.get(), now);
    }
  }

  long sum(long now) {
    long minute = now / MINUTE;
    long sum = 0;
    for (int slot = 0; slot < MINUTES; slot++) {
      if (minute - minutes.get(slot) < MINUTES) {
        sum += counts.get(slot);
      }
    }
    return sum;
  }

  /** What the last one looked like, if it was in the window. */
  Optional<String> example(long now) {
    Example last = example;
    return last == null || now - last.at >= MINUTES * MINUTE
        ? Optional.empty()
        : Optional.of(last.text);
  }
}
