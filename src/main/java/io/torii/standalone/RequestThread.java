package io.torii.standalone;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform thread that serves requests. When it has answered one it may wait on the spot for the
 * next one of the same connection: the way through the container's poller and back to a thread
 * costs two hand-overs, a quarter of what a short request takes.
 */
final class RequestThread extends Thread {

  /** How long it waits; a client that has a request at hand sends it sooner. */
  static final long PATIENCE_MILLIS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(RequestThread.class);

  private final BooleanSupplier spare;
  private @Nullable Selector selector;
  private @Nullable SelectionKey watched;
  private boolean answered;

  /**
   * @param spare whether there are threads enough for one to wait
   */
  RequestThread(Runnable task, String name, BooleanSupplier spare) {
    super(task, name);
    this.spare = spare;
    setDaemon(true);
  }

  /** This thread's last request is over, and its connection may have another one. */
  static void answered() {
    if (Thread.currentThread() instanceof RequestThread thread) {
      thread.answered = true;
    }
  }

  /** This thread has something else to do. */
  static void begins() {
    if (Thread.currentThread() instanceof RequestThread thread) {
      thread.answered = false;
    }
  }

  /**
   * This thread leaves its client: one that is closed keeps its descriptor for as long as a
   * selector knows it.
   */
  static void leaves() {
    if (Thread.currentThread() instanceof RequestThread thread && thread.selector != null) {
      try {
        thread.forget(thread.selector);
      } catch (IOException e) {
        LOG.debug("a client is not forgotten", e);
      }
    }
  }

  /** Whether it makes sense that this thread waits: it has just answered, and is not needed. */
  static boolean mayWait() {
    if (Thread.currentThread() instanceof RequestThread thread && thread.answered) {
      thread.answered = false;
      return thread.spare.getAsBoolean();
    }
    return false;
  }

  /** Waits until there is something to read, after {@link #mayWait}; false if nothing comes. */
  static boolean await(SocketChannel client) throws IOException {
    return Thread.currentThread() instanceof RequestThread thread && thread.watch(client);
  }

  private boolean watch(SocketChannel client) throws IOException {
    Selector own = selector;
    if (own == null) {
      own = Selector.open();
      selector = own;
    }
    SelectionKey key = watched;
    if (key == null || key.channel() != client || !key.isValid()) {
      forget(own);
      key = client.register(own, SelectionKey.OP_READ);
      watched = key;
    }
    boolean ready = own.select(PATIENCE_MILLIS) > 0;
    own.selectedKeys().clear();
    if (!ready) {
      forget(own);
    }
    return ready;
  }

  /** Another goes on with the connection that was watched here last, or nobody does. */
  private void forget(Selector own) throws IOException {
    if (watched != null) {
      watched.cancel();
      watched = null;
      own.selectNow(); // only this takes a cancelled key out
    }
  }

  @Override
  public void run() {
    try {
      super.run();
    } finally {
      close();
    }
  }

  private void close() {
    try {
      if (selector != null) {
        selector.close();
      }
    } catch (IOException e) {
      LOG.debug("a selector is not closed", e);
    }
  }
}
