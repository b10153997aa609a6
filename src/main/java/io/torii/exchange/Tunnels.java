package io.torii.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tunnels that are open. One for the process: they live through reloads. A thread of its own,
 * from the first tunnel on, closes those in which nothing happens. Safe for several threads.
 */
public final class Tunnels implements AutoCloseable {

  /** How often it looks: so much later than it should a tunnel is closed at most. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long an end may take in which what was written is still sent. */
  private static final Duration LAST_BYTES = Duration.ofSeconds(2);

  private final Executor waiting;
  private final LongSupplier nanoTime;
  private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();
  private @Nullable Thread watch;
  private volatile boolean closed;

  /**
   * None yet.
   *
   * @param waiting has a thread for each task, which waits most of its time
   */
  public Tunnels(Executor waiting, LongSupplier nanoTime) {
    this.waiting = waiting;
    this.nanoTime = nanoTime;
  }

  /** A tunnel to a member, whose client's end is still to be told. */
  Tunnel begin(MemberStream member, Tunnel.Terms terms) {
    Tunnel tunnel = new Tunnel(member, terms, this);
    open.add(tunnel);
    LockSupport.unpark(watch());
    if (closed) {
      tunnel.close();
    }
    return tunnel;
  }

  private synchronized Thread watch() {
    Thread thread = watch;
    if (thread == null) {
      thread = new Thread(this::look, "torii-tunnels");
      thread.setDaemon(true);
      thread.start();
      watch = thread;
    }
    return thread;
  }

  private void look() {
    while (!closed) {
      if (open.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      long now = nanoTime();
      open.forEach(tunnel -> tunnel.expire(now));
    }
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  void execute(Runnable task) {
    try {
      waiting.execute(task);
    } catch (RejectedExecutionException e) {
      task.run(); // the end has come: nothing is left to wait for
    }
  }

  void forget(Tunnel tunnel) {
    open.remove(tunnel);
  }

  /** How many are open. */
  public int count() {
    return open.size();
  }

  /** Closes all of them, those too that begin later, and waits until that has been done. */
  @Override
  public void close() {
    closed = true;
    List<Tunnel> last = List.copyOf(open);
    last.forEach(tunnel -> tunnel.later(tunnel::close));
    long until = nanoTime() + LAST_BYTES.toNanos();
    last.forEach(tunnel -> tunnel.awaitEnd(Duration.ofNanos(Math.max(0, until - nanoTime()))));
    synchronized (this) {
      if (watch != null) {
        LockSupport.unpark(watch);
      }
    }
  }
}
