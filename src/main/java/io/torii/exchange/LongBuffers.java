package io.torii.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many long buffers there may be at a time. They make a long body cheap, and are held for as
 * long as its client takes: a thousand that hardly read would fill the memory. Whoever comes when
 * all are taken does with a short one. They are counted for the whole process, whose heap they
 * share.
 */
public final class LongBuffers {

  /** The length of one, in bytes. */
  public static final int SIZE = 32 * 1024;

  /** A sixty-fourth part of the heap, and as much again for what the container makes of it. */
  private static final AtomicInteger LEFT =
      new AtomicInteger(
          (int) Math.min(Runtime.getRuntime().maxMemory() / 64 / SIZE, Integer.MAX_VALUE));

  private LongBuffers() {}

  /** Whether one may be had; then {@link #giveBack} follows. */
  static boolean take() {
    if (LEFT.getAndDecrement() > 0) {
      return true;
    }
    LEFT.incrementAndGet();
    return false;
  }

  static void giveBack() {
    LEFT.incrementAndGet();
  }

  /** Whether there are some left, for those who have a buffer of their own for the same body. */
  public static boolean left() {
    return LEFT.get() > 0;
  }
}
