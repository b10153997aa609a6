package io.torii.observe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes log files on a thread of its own. Lines wait in a queue; when it is full, requests wait
 * for it, so that nothing is lost. A line is written at once if none was of late, else with those
 * that come within {@value #GATHER_MILLIS} ms: to wake the thread for each would cost more than the
 * line itself.
 */
public final class LogWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  /** Lines that may wait: a second of heavy traffic. */
  private static final int QUEUE = 65_536;

  private static final int BATCH = 1_024;

  private static final int GATHER_MILLIS = 20;

  private sealed interface Task {}

  private record Line(Path file, String text) implements Task {}

  /** Closes the files, so that the next line opens them anew: after they were renamed. */
  private record Reopen(CountDownLatch done) implements Task {}

  private record Stop() implements Task {}

  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>(QUEUE);
  private final Map<Path, LogFile> files = new HashMap<>();
  private final Thread thread;

  public LogWriter() {
    thread = new Thread(this::run, "torii-log");
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds a line, without its line end, to a file. Waits if the writer cannot follow. */
  public void write(Path file, String text) {
    put(new Line(file, text));
  }

  /**
   * Returns when all lines so far are written and the files are closed; they open with the next.
   */
  public void reopen() {
    CountDownLatch done = new CountDownLatch(1);
    put(new Reopen(done));
    try {
      while (!done.await(1, TimeUnit.SECONDS) && thread.isAlive()) {
        // It is still writing; once it has ended, there is nobody to wait for.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what has come in, closes the files and ends the thread. What comes later is dropped. */
  @Override
  public void close() {
    put(new Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Neither an interrupt loses a line, nor does anybody wait for a thread that has ended. */
  private void put(Task task) {
    boolean interrupted = false;
    boolean waiting = true;
    while (waiting && thread.isAlive()) {
      try {
        waiting = !queue.offer(task, 1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Task> batch = new ArrayList<>(BATCH);
    boolean running = true;
    while (running || !queue.isEmpty()) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody interrupts this thread; close() ends it by a task.
        continue;
      }
      queue.drainTo(batch, BATCH);
      for (Task task : batch) {
        if (task instanceof Line line) {
          files.computeIfAbsent(line.file(), LogFile::new).append(line.text());
        } else if (task instanceof Reopen reopen) {
          closeFiles();
          reopen.done().countDown();
        } else {
          running = false;
        }
      }
      batch.clear();
      flushFiles();
      if (running && queue.size() < BATCH) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS));
      }
    }
    closeFiles();
  }

  private void flushFiles() {
    for (LogFile file : files.values()) {
      try {
        file.flush();
      } catch (IOException e) {
        LOG.error(
            "AH00646: cannot write {} lines to {}: {}. Check the folder and the space left on it.",
            file.drop(),
            file.path(),
            e.toString());
      }
    }
  }

  private void closeFiles() {
    flushFiles();
    for (LogFile file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.error("AH00646: cannot close {}: {}", file.path(), e.toString());
      }
    }
    files.clear();
  }
}
