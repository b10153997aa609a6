package io.torii.upstream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes connections on which a read or a write takes too long. A socket timeout would turn each
 * wait for a member into three system calls; one thread that looks at the connections now and then
 * costs the data path two memory writes.
 */
final class Watchdog implements AutoCloseable {

  /** How far a timeout may be exceeded. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Pools are tidied up this often. */
  private static final int LOOKS_BETWEEN_TIDYING = 20;

  private final Set<MemberConnection> connections = ConcurrentHashMap.newKeySet();
  private final Runnable tidy;
  private final Thread thread;
  private volatile long now = System.nanoTime();
  private volatile boolean closed;

  /**
   * Starts watching.
   *
   * @param tidy called about once a second
   */
  Watchdog(Runnable tidy) {
    this.tidy = tidy;
    thread = new Thread(this::run, "torii-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** {@link System#nanoTime} as of the last look: exact enough for timeouts, and cheap. */
  long now() {
    return now;
  }

  void watch(MemberConnection connection) {
    connections.add(connection);
  }

  void forget(MemberConnection connection) {
    connections.remove(connection);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int looks = 0;
    while (!closed) {
      LockSupport.parkNanos(LOOK.toNanos());
      now = System.nanoTime();
      for (MemberConnection connection : connections) {
        connection.closeIfLate(now);
      }
      looks++;
      if (looks % LOOKS_BETWEEN_TIDYING == 0) {
        tidy.run();
      }
    }
  }
}
