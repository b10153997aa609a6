package io.torii.standalone;

import io.torii.runtime.WaitingThreads;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for requests that would wait too long for one of the few fast ones: virtual threads from
 * Java 21 on, so that thousands of requests that wait for a member cost memory and not threads. A
 * request in the queue costs its connection alone, one that is served several times as much, so
 * there is a limit to these.
 */
final class Overflow implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** How often it looks while there is a queue: as long a request waits here that waits at all. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What the fast threads will have served in so many ticks may wait for them. */
  private static final int TICKS_AHEAD = 5;

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final BlockingQueue<Runnable> queue;
  private final LongAdder served;
  private final int threads;
  private final Runnable offer;
  private final WaitingThreads waiting = new WaitingThreads("torii-waiting-");
  private final AtomicInteger busy = new AtomicInteger();
  private final Thread watch = new Thread(this::watch, "torii-overflow");
  private volatile IntSupplier room = () -> Integer.MAX_VALUE;
  private volatile boolean asleep;
  private volatile boolean closed;
  private long said = System.nanoTime() - QUIET_NANOS;

  /**
   * Starts to look after a queue.
   *
   * @param served how much the fast threads have served so far
   * @param threads how many there are at most
   * @param offer offers the queue to a fast thread that has nothing to do: one that has looked into
   *     the queue just before something came, and then went to sleep, would not notice
   */
  Overflow(BlockingQueue<Runnable> queue, LongAdder served, int threads, Runnable offer) {
    this.queue = queue;
    this.served = served;
    this.threads = threads;
    this.offer = offer;
    watch.setDaemon(true);
    watch.start();
  }

  /** As many are served here at a time as there is memory for. */
  void room(IntSupplier requests) {
    room = requests;
  }

  /** Something has been put into the queue. */
  void wake() {
    if (asleep) {
      LockSupport.unpark(watch);
    }
  }

  private void watch() {
    while (!closed) {
      if (queue.isEmpty()) {
        asleep = true;
        if (queue.isEmpty()) {
          LockSupport.park(this);
        }
        asleep = false;
      }
      long before = served.sum();
      LockSupport.parkNanos(this, TICK_NANOS);
      if (!queue.isEmpty()) {
        offer.run();
      }
      relieve(queue.size() - (served.sum() - before) * TICKS_AHEAD);
    }
  }

  private void relieve(long count) {
    if (count <= 0) {
      return;
    }
    int most = Math.min(threads, room.getAsInt());
    for (long left = count; left > 0; left--) {
      if (busy.get() >= most) {
        sayFull(most);
        return;
      }
      Runnable next = queue.poll();
      if (next == null) {
        return;
      }
      start(next);
    }
  }

  private void start(Runnable task) {
    busy.incrementAndGet();
    try {
      waiting.execute(
          () -> {
            try {
              task.run();
            } finally {
              busy.decrementAndGet();
            }
          });
    } catch (RejectedExecutionException e) {
      busy.decrementAndGet();
      LOG.debug("the server has stopped", e);
    }
  }

  private void sayFull(int most) {
    long now = System.nanoTime();
    if (now - said >= QUIET_NANOS) {
      said = now;
      LOG.warn(
          "AH00484: {} requests are waited for at a time, as many as {}; {} more wait their turn",
          most,
          most < threads ? "the heap has room for (see -Xmx)" : "torii.threads allows",
          queue.size());
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
    waiting.close();
  }
}
