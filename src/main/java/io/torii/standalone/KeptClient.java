package io.torii.standalone;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;

/**
 * A client's connection between two requests: whether the thread that has answered one should wait
 * for the next. It should not after a client has kept one waiting in vain, until that client sends
 * its requests in quick succession again. And how long it may still send: what nobody wants, or a
 * head.
 */
final class KeptClient {

  private static final long QUICK_NANOS =
      TimeUnit.MILLISECONDS.toNanos(2 * RequestThread.PATIENCE_MILLIS);

  private final ClientBuffers buffers;
  private boolean quick = true;
  private long left;
  private boolean limited;
  private long until;
  private boolean asking;
  private long asked;

  private KeptClient(ClientBuffers buffers) {
    this.buffers = buffers;
  }

  /**
   * Nothing is read later than that; whoever tries is told of a time-out.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  void readUntil(long nanoTime) {
    until = nanoTime;
    limited = true;
  }

  /** There is no such time any more. */
  void readOn() {
    limited = false;
  }

  /** It has been answered: what it sends next begins a request. */
  void answered() {
    asking = false;
  }

  /** Whether it began a request that long ago, and has not been answered. */
  boolean asksFor(long nanos) {
    return asking && System.nanoTime() - asked >= nanos;
  }

  /** A channel that has one. */
  interface Held {
    KeptClient client();

    /** Reads what comes at once. */
    int read(ByteBuffer into) throws IOException;
  }

  /** Reads what comes at once. */
  @FunctionalInterface
  private interface Source {
    int read(ByteBuffer into) throws IOException;
  }

  private int read(SocketChannel channel, Source source, ByteBuffer into) throws IOException {
    if (limited && System.nanoTime() - until >= 0) {
      throw new SocketTimeoutException("the client sends what nobody wants");
    }
    int count = source.read(into);
    if (count != 0) {
      begun();
      if (!quick) {
        quick = System.nanoTime() - left < QUICK_NANOS;
      }
      return count;
    }
    if (!RequestThread.mayWait()) {
      return 0;
    }
    if (quick && RequestThread.await(channel)) {
      begun();
      return source.read(into);
    }
    buffers.shrink();
    quick = false;
    left = System.nanoTime();
    return 0;
  }

  /** A request has, unless it has been going on: its head's time runs from here. */
  private void begun() {
    if (!asking) {
      asking = true;
      asked = System.nanoTime();
    }
  }

  /** As it is on the wire. */
  static final class Plain extends NioChannel implements Held {

    private final ClientBuffers buffers;
    private KeptClient client;

    Plain(ClientBuffers buffers) {
      super(buffers);
      this.buffers = buffers;
      client = new KeptClient(buffers);
    }

    @Override
    public void reset(SocketChannel channel, NioEndpoint.NioSocketWrapper wrapper)
        throws IOException {
      super.reset(channel, wrapper);
      client = new KeptClient(buffers);
    }

    @Override
    public KeptClient client() {
      return client;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return client.read(sc, super::read, into);
    }
  }

  /** Within TLS. */
  static final class Secure extends SecureNioChannel implements Held {

    private final ClientBuffers buffers;
    private KeptClient client;

    Secure(ClientBuffers buffers, NioEndpoint endpoint) {
      super(buffers, endpoint);
      this.buffers = buffers;
      client = new KeptClient(buffers);
    }

    @Override
    public void reset(SocketChannel channel, NioEndpoint.NioSocketWrapper wrapper)
        throws IOException {
      super.reset(channel, wrapper);
      client = new KeptClient(buffers);
    }

    @Override
    public KeptClient client() {
      return client;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return client.read(sc, super::read, into);
    }
  }
}
