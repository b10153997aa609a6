package io.torii.upstream;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/** A connection on loan: given back once, from whatever thread is first. */
final class Lease {

  private final MemberPool pool;
  private final PoolEntry<String, MemberConnection> entry;
  private final MemberConnection connection;
  private final @Nullable String serverName;
  private final AtomicBoolean returned = new AtomicBoolean();

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

  /** Back to the pool, to be used again if the pool still wants it and no byte was left over. */
  void release(boolean reusable) {
    if (!returned.compareAndSet(false, true)) {
      return;
    }
    boolean keep = reusable && pool.keeps(serverName) && connection.clean();
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
