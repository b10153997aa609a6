package io.torii.standalone;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when one of its threads has died for lack of memory, since nobody knows what
 * goes on without it: a process that accepts connections and serves none is worse than one that its
 * supervisor starts anew. Whatever else ends a thread is logged.
 */
final class MemoryLack implements Thread.UncaughtExceptionHandler {

  /** As with Java's own {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int STATUS = 3;

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private final IntConsumer end;

  /**
   * @param end takes the status of the process, and allocates nothing
   */
  MemoryLack(IntConsumer end) {
    this.end = end;
  }

  @Override
  public void uncaughtException(Thread thread, @Nullable Throwable failure) {
    boolean lack = failure instanceof OutOfMemoryError;
    try {
      LOG.error(
          "thread {} has ended{}",
          thread.getName(),
          lack ? ", and so does the process: give it more memory (-Xmx)" : "",
          failure);
    } finally {
      if (lack) {
        end.accept(STATUS);
      }
    }
  }
}
