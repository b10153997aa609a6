package io.torii.standalone;

import io.torii.runtime.InFlight;
import io.torii.runtime.WaitingThreads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * The threads that serve requests. A few platform threads carry what goes fast: with more of them,
 * each request costs more. Those that they will not reach soon, since most of them wait for
 * members, are served by {@link Overflow}.
 */
final class RequestThreads implements Executor, AutoCloseable {

  private static final int IDLE_SECONDS = 60;

  /**
   * With fewer, the threads of 64 clients on two processors cannot wait for them; with twice as
   * many, each request of 512 clients costs a fifth more.
   */
  private static final int FAST_PER_PROCESSOR = 48;

  private final InFlight running = new InFlight();
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final SynchronousQueue<Runnable> idle = new SynchronousQueue<>();
  private final LongAdder served = new LongAdder();
  private final ThreadPoolExecutor fast;
  private final Overflow overflow;

  /** Tasks that are handed over; the pool gives them back when no thread is free. */
  private record Serving(Runnable task, RequestThreads threads) implements Runnable {
    @Override
    public void run() {
      threads.serve(task);
    }
  }

  /**
   * Threads that start when they are needed.
   *
   * @param most the number of platform threads, at least 1; on Java 21 and newer virtual ones take
   *     what is more
   */
  RequestThreads(int most) {
    int few = Math.min(most, FAST_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    int needed = few - few / 8;
    AtomicInteger number = new AtomicInteger();
    fast =
        new ThreadPoolExecutor(
            0,
            few,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            idle, // the thread that came last goes on first: it is still warm
            task ->
                new RequestThread(
                    task,
                    "torii-request-" + number.incrementAndGet(),
                    () -> running.count() <= needed),
            this::enqueue);
    int more = WaitingThreads.virtual() == null ? most - few : Integer.MAX_VALUE;
    overflow = new Overflow(queue, served, more, this::offer);
  }

  /**
   * As many requests are served at a time at most, if it is not less than there are fast threads.
   *
   * @param requests asked whenever it matters
   */
  void room(IntSupplier requests) {
    overflow.room(() -> Math.max(0, requests.getAsInt() - fast.getMaximumPoolSize()));
  }

  @Override
  public void execute(Runnable task) {
    running.enter();
    boolean handedOver = false;
    try {
      fast.execute(new Serving(() -> run(task), this));
      handedOver = true;
    } finally {
      if (!handedOver) {
        running.leave();
      }
    }
  }

  private void enqueue(Runnable serving, ThreadPoolExecutor pool) {
    if (pool.isShutdown() || !(serving instanceof Serving refused)) {
      throw new RejectedExecutionException("the server has stopped");
    }
    queue.add(refused.task());
    offer(); // a thread may have become free in the meantime
    overflow.wake();
  }

  /** Gives the queue to a thread that waits for work, if there is one. */
  private void offer() {
    idle.offer(this::drain);
  }

  /** Does a task, and then those for which there was no thread. */
  private void serve(Runnable task) {
    task.run();
    served.increment();
    drain();
  }

  private void drain() {
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      next.run();
      served.increment();
    }
  }

  private void run(Runnable task) {
    RequestThread.begins();
    try {
      task.run();
    } finally {
      RequestThread.leaves();
      running.leave();
    }
  }

  /** Waits until nothing is running or queued; false if that takes longer. */
  boolean awaitIdle(Duration most) {
    return running.await(most);
  }

  @Override
  public void close() {
    fast.shutdown();
    overflow.close();
  }
}
