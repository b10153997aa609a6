package io.torii.upstream;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a member. It knows whether the other end has closed it while it was idle, and
 * lets the watchdog close it when a read or a write takes too long.
 */
final class MemberConnection extends DefaultManagedHttpClientConnection {

  private static final long NEVER = Long.MAX_VALUE;

  private final Watchdog watchdog;
  private final ByteBuffer probe = ByteBuffer.allocate(1);
  private volatile long deadline = NEVER;
  private volatile boolean late;
  private @Nullable SocketHolder holder;
  private long patience = NEVER;
  private boolean used;

  MemberConnection(String id, Http1Config config, ResponseParsers parsers, Watchdog watchdog) {
    super(id, null, null, config, BodyLengths.INCOMING, BodyLengths.OUTGOING, null, parsers);
    this.watchdog = watchdog;
  }

  /** The connection behind what HttpClient hands out. */
  static MemberConnection of(HttpClientConnection connection) {
    return (MemberConnection) connection;
  }

  @Override
  public void bind(Socket socket) throws IOException {
    bindWatched(new Watched(socket));
  }

  @Override
  public void bind(SSLSocket socket, Socket base) throws IOException {
    bindWatched(new Watched(socket, base));
  }

  private void bindWatched(SocketHolder fresh) throws IOException {
    holder = fresh;
    super.bind(fresh);
    watchdog.watch(this);
  }

  /** How long a single read or write may take from now on. */
  void patience(Duration most) {
    patience = most.toNanos();
  }

  /** True if the watchdog closed it. */
  boolean late() {
    return late;
  }

  /** True if a request has been sent on it before; this one counts for the next time. */
  boolean markUsed() {
    boolean before = used;
    used = true;
    return before;
  }

  int localPort() {
    SocketAddress local = getLocalAddress();
    return local instanceof InetSocketAddress address ? address.getPort() : 0;
  }

  /**
   * True if an idle connection is of no use any more: the member has closed it, or sent something
   * that nobody asked for. One read that does not wait tells; nothing shorter sees the end of a
   * stream.
   */
  boolean broken() {
    SocketChannel channel = channel();
    if (channel == null) {
      return false;
    }
    try {
      channel.configureBlocking(false);
      try {
        probe.clear();
        return channel.read(probe) != 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return true;
    }
  }

  /** True if the member has sent something although the request is not complete. */
  boolean answersEarly() {
    SocketHolder current = holder;
    try {
      return current != null && current.getBaseSocket().getInputStream().available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Called by the watchdog. */
  void closeIfLate(long now) {
    if (deadline != NEVER && now - deadline > 0) {
      late = true;
      deadline = NEVER;
      close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public void close(CloseMode mode) {
    watchdog.forget(this);
    super.close(mode);
  }

  @Override
  public void close() throws IOException {
    watchdog.forget(this);
    super.close();
  }

  private @Nullable SocketChannel channel() {
    SocketHolder current = holder;
    return current == null ? null : current.getBaseSocket().getChannel();
  }

  private void begin() {
    deadline = patience == NEVER ? NEVER : watchdog.now() + patience;
  }

  private void end() {
    deadline = NEVER;
  }

  /** Sockets whose every read and write the watchdog can time. */
  private final class Watched extends SocketHolder {

    Watched(Socket socket) {
      super(socket);
    }

    Watched(SSLSocket socket, Socket base) {
      super(socket, base);
    }

    @Override
    public Socket getBaseSocket() {
      Socket base = super.getBaseSocket();
      return base != null ? base : getSocket();
    }

    @Override
    protected InputStream getInputStream(Socket socket) throws IOException {
      return new WatchedInput(socket.getInputStream());
    }

    @Override
    protected OutputStream getOutputStream(Socket socket) throws IOException {
      return new WatchedOutput(socket.getOutputStream());
    }
  }

  private final class WatchedInput extends FilterInputStream {

    WatchedInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      begin();
      try {
        return in.read();
      } finally {
        end();
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      begin();
      try {
        return in.read(bytes, offset, length);
      } finally {
        end();
      }
    }
  }

  private final class WatchedOutput extends FilterOutputStream {

    WatchedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      begin();
      try {
        out.write(b);
      } finally {
        end();
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begin();
      try {
        out.write(bytes, offset, length);
      } finally {
        end();
      }
    }
  }
}
