package io.torii.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A thread for each task that waits most of its time: a virtual one from Java 21 on, so that
 * thousands of them cost memory alone; a platform one before.
 */
public final class WaitingThreads implements Executor, AutoCloseable {

  private static final int IDLE_SECONDS = 10;

  private final Executor threads;
  private final @Nullable ExecutorService platform;

  /**
   * Threads that start when they are needed.
   *
   * @param prefix what the names of platform threads begin with
   */
  public WaitingThreads(String prefix) {
    Executor virtual = virtual();
    if (virtual == null) {
      platform = platform(prefix);
      threads = platform;
    } else {
      platform = null;
      threads = virtual;
    }
  }

  private static ExecutorService platform(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, prefix + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** {@code Thread.startVirtualThread}, which Java 17 does not have; null there. */
  public static @Nullable Executor virtual() {
    try {
      MethodHandle start =
          MethodHandles.lookup()
              .findStatic(
                  Thread.class,
                  "startVirtualThread",
                  MethodType.methodType(Thread.class, Runnable.class));
      return task -> {
        try {
          Thread started = (Thread) start.invokeExact(task);
          started.getName();
        } catch (Throwable e) {
          throw new RejectedExecutionException("no virtual thread could be started", e);
        }
      };
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Takes no further task; those that run end by themselves. */
  @Override
  public void close() {
    if (platform != null) {
      platform.shutdown();
    }
  }
}
