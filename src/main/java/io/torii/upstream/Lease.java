package io.torii.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loan: given back once, from whatever thread is first. That may be the watchdog,
 * if the exchange has a deadline.
 */
final class Lease {

  private final MemberPool pool;
  private final PoolEntry<String, MemberConnection> entry;
  private final MemberConnection connection;
  private final @Nullable String serverName;
  private final AtomicBoolean returned = new AtomicBoolean();
  private @Nullable Duration deadline;
  private volatile long due;
  private volatile boolean overdue;

  Lease(
      MemberPool pool,
      PoolEntry<String, MemberConnection> entry,
      MemberConnection connection,
      @Nullable String serverName) {
    this.pool = pool;
    this.entry = entry;
    this.connection = connection;
    this.serverName = serverName;
  }

  MemberConnection connection() {
    return connection;
  }

  /** Breaks the connection when that has passed from now on, whoever waits on either side. */
  void limit(Duration whole) {
    deadline = whole;
    due = pool.now() + whole.toNanos();
    pool.watchdog().watch(this);
  }

  /** Takes the deadline away; too late if it is {@link #overdue}. */
  void unlimit() {
    if (deadline != null) {
      pool.watchdog().forget(this);
    }
  }

  /** Called by the watchdog until the lease is over. */
  void expire(long now) {
    if (now - due >= 0 && returned.compareAndSet(false, true)) {
      overdue = true; // before anybody can notice
      giveBack(false);
    }
  }

  /** True if the deadline has passed with the exchange not over, and has broken the connection. */
  boolean overdue() {
    return overdue;
  }

  /** What {@link #overdue} means, for messages. */
  String lateness() {
    return pool.name()
        + " was not done within deadline="
        + (deadline == null ? 0 : deadline.toMillis())
        + "ms";
  }

  /** Back to the pool, to be used again if the pool still wants it and no byte was left over. */
  void release(boolean reusable) {
    if (!returned.compareAndSet(false, true)) {
      return;
    }
    giveBack(reusable && pool.keeps(serverName) && connection.clean());
  }

  private void giveBack(boolean keep) {
    unlimit();
    if (keep) {
      connection.idle();
      entry.updateState(serverName);
    } else {
      connection.abort();
    }
    pool.release(entry, keep);
  }

  /** Breaks the connection and frees its place. */
  void discard() {
    release(false);
  }
}
