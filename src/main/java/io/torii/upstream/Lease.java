package io.torii.upstream;

import io.torii.exchange.Deadline;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loan: given back once, from whatever thread is first. That may be the watchdog,
 * if the exchange has a deadline.
 */
final class Lease implements Watchdog.Limited {

  private final MemberPool pool;
  private final PoolEntry<String, MemberConnection> entry;
  private final MemberConnection connection;
  private final @Nullable String serverName;
  private final AtomicBoolean returned = new AtomicBoolean();
  private volatile @Nullable Deadline deadline;
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

  /** Breaks the connection when that has passed, whoever waits on either side; null for never. */
  void limit(@Nullable Deadline limit) {
    if (limit != null) {
      deadline = limit;
      pool.watchdog().watch(this);
    }
  }

  /** Takes the deadline away; too late if it is {@link #overdue}. */
  void unlimit() {
    if (deadline != null) {
      pool.watchdog().forget(this);
    }
  }

  @Override
  public void expire(long now) {
    Deadline limit = deadline;
    if (limit != null && limit.passed(now) && returned.compareAndSet(false, true)) {
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
    Deadline limit = deadline;
    return limit == null ? pool.name() : limit.lateness(pool.name());
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
