package io.torii.upstream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long a member has kept whoever reads from it, or writes to it, waiting. One thread at a time
 * waits; the watchdog looks on and ends what lasts too long.
 */
final class Silence {

  /** No wait is going on. */
  private static final long NONE = 0;

  /** The watchdog has ended the wait. */
  private static final long LATE = 1;

  private final LongSupplier nanoTime;
  private final AtomicLong deadline = new AtomicLong(NONE);
  private volatile boolean writing;
  private long patience;

  /**
   * None yet.
   *
   * @param patience how long one may last, in nanoseconds
   */
  Silence(LongSupplier nanoTime, long patience) {
    this.nanoTime = nanoTime;
    this.patience = patience;
  }

  /** How long one may last from the next one on. */
  void patience(long nanos) {
    patience = nanos;
  }

  /** A wait begins. */
  void begin(boolean write) {
    writing = write;
    long until = nanoTime.getAsLong() + patience;
    deadline.setRelease(until == NONE || until == LATE ? until + 2 : until);
  }

  /**
   * It is over. In a finally block, so that being late outranks the exception that closing has
   * caused.
   *
   * @param what the member did not do
   */
  void end(String what) throws LateException {
    if (deadline.getAndSet(NONE) == LATE) {
      throw new LateException(what + " for " + patience / 1_000_000 + " ms");
    }
  }

  /** True, once, if a wait has lasted too long: then it must be ended. */
  boolean expires(long now) {
    long until = deadline.get();
    return until != NONE
        && until != LATE
        && now - until >= 0
        && deadline.compareAndSet(until, LATE);
  }

  /** Whether the wait that goes on, or the last one, is one for the member to take something. */
  boolean writing() {
    return writing;
  }
}
