package io.torii.upstream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long a member has kept whoever reads from it, or writes to it, waiting. One thread at a time
 * waits; the watchdog looks on and ends what lasts too long.
 */
final class Silence {

  /** How a wait was ended. */
  enum Ended {
    /** It was not: none lasts too long. */
    NOT,
    /** One for the member to send something. */
    READING,
    /** One for the member to take something. */
    WRITING
  }

  /** No wait is going on. */
  private static final long NONE = 0;

  /** The watchdog has ended the wait. */
  private static final long LATE = 1;

  /** Of a deadline: it is that of a write. In there, since the next wait may be another kind. */
  private static final long WRITE = 1;

  private final LongSupplier nanoTime;
  private final AtomicLong deadline = new AtomicLong(NONE);
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
    long even = (nanoTime.getAsLong() + patience + 1) & ~WRITE; // rather later than earlier
    long until = write ? even | WRITE : even;
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

  /** Says once of a wait that has lasted too long what kind it is: then it must be ended. */
  Ended expire(long now) {
    long until = deadline.get();
    if (until == NONE || until == LATE || now - until < 0 || !deadline.compareAndSet(until, LATE)) {
      return Ended.NOT;
    }
    return (until & WRITE) == 0 ? Ended.READING : Ended.WRITING;
  }
}
