package io.torii.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose member is late, or whose exchange is, so that none needs a socket
 * timeout: with one, each wait for a member takes three system calls (try, poll, read) instead of a
 * blocking read. A wait costs two writes to memory here and allocates nothing; one thread looks at
 * every open connection ten times a second, so a timeout comes up to {@link #TICK_NANOS} late and
 * never early. With no connection open the thread sleeps.
 */
final class Watchdog implements AutoCloseable {

  /** What ends itself once its time has come. */
  @FunctionalInterface
  interface Limited {
    /** Called on every tick, from the watchdog's thread. */
    void expire(long now);
  }

  /** A tenth of a second. */
  static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final Set<MemberConnection> open = ConcurrentHashMap.newKeySet();
  private final Set<Limited> limited = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private final Runnable sweep;
  private final Thread thread;
  private volatile boolean closed;
  private long swept;

  /**
   * Starts the thread.
   *
   * @param sweep called about once a second while any connection is open
   */
  Watchdog(LongSupplier nanoTime, Runnable sweep) {
    this.nanoTime = nanoTime;
    this.sweep = sweep;
    this.swept = nanoTime.getAsLong();
    this.thread = new Thread(this::watch, "torii-upstream-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Watches a connection until {@link #forget}. */
  void watch(MemberConnection connection) {
    open.add(connection);
    if (closed) {
      connection.abort();
    }
    LockSupport.unpark(thread);
  }

  void forget(MemberConnection connection) {
    open.remove(connection);
  }

  /** Has a deadline kept until {@link #forget}; the connection it is for is watched already. */
  void watch(Limited limit) {
    limited.add(limit);
  }

  void forget(Limited limit) {
    limited.remove(limit);
  }

  /** How many connections are open, leased and idle ones of every member together. */
  int open() {
    return open.size();
  }

  private void watch() {
    while (!closed) {
      if (open.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, TICK_NANOS);
      }
      guarded(this::look);
    }
  }

  private void look() {
    long now = nanoTime.getAsLong();
    for (MemberConnection connection : open) {
      guarded(() -> connection.expire(now));
    }
    limited.forEach(limit -> guarded(() -> limit.expire(now)));
    if (now - swept >= SWEEP_NANOS) {
      swept = now;
      guarded(sweep);
    }
  }

  /** The watch must go on: without it there are no time-outs at all. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("A connection could not be watched", e);
    }
  }

  /** Breaks every connection and ends the thread. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    open.forEach(MemberConnection::abort);
  }
}
