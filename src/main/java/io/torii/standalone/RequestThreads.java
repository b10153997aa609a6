package io.torii.standalone;

import io.torii.runtime.InFlight;
import io.torii.runtime.WaitingThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/**
 * The threads that serve requests. Platform threads carry the fast path; when all of them wait for
 * members, Java 21 and newer go on with virtual threads, so that thousands of waiting requests cost
 * memory and not threads. Java 17 queues.
 */
final class RequestThreads implements Executor, AutoCloseable {

  private static final int IDLE_SECONDS = 60;

  /** Threads that stay although idle. */
  private static final int KEPT = 4;

  private final ExecutorService platform;
  private final InFlight running = new InFlight();

  /**
   * Threads that start when they are needed.
   *
   * @param most the number of platform threads, at least 1
   */
  RequestThreads(int most) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, "torii-request-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    Executor overflow = WaitingThreads.virtual();
    if (overflow == null) {
      // Tomcat's own queue: a thread is added only while none is idle.
      TaskQueue queue = new TaskQueue();
      ThreadPoolExecutor growing =
          new ThreadPoolExecutor(KEPT, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory);
      queue.setParent(growing);
      platform = growing;
    } else {
      platform =
          new java.util.concurrent.ThreadPoolExecutor(
              0,
              most,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              factory,
              (task, pool) -> {
                if (pool.isShutdown()) {
                  throw new RejectedExecutionException("the server has stopped");
                }
                overflow.execute(task);
              });
    }
  }

  @Override
  public void execute(Runnable task) {
    running.enter();
    boolean handedOver = false;
    try {
      platform.execute(() -> run(task));
      handedOver = true;
    } finally {
      if (!handedOver) {
        running.leave();
      }
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      running.leave();
    }
  }

  /** Waits until nothing is running or queued; false if that takes longer. */
  boolean awaitIdle(Duration most) {
    return running.await(most);
  }

  @Override
  public void close() {
    platform.shutdown();
  }
}
