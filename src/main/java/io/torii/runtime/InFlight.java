package io.torii.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Counts what is being done, such as requests that are served, so that a stop can wait for it. */
public final class InFlight {

  /** How often a waiting stop looks; nobody notices so short a delay. */
  private static final Duration LOOK = Duration.ofMillis(10);

  private final LongAdder count = new LongAdder();

  public void enter() {
    count.increment();
  }

  public void leave() {
    count.decrement();
  }

  public long count() {
    return count.sum();
  }

  /**
   * Waits until nothing is in flight; false if the time was over, or the thread interrupted,
   * before.
   */
  public boolean await(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (count() > 0) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return true;
  }
}
