package io.torii.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a member: its socket, its TLS, its two buffers, and how long the member may be
 * silent. Used by one thread at a time, except for {@link #expire}, {@link #abort} and {@link
 * #close}.
 */
final class MemberConnection implements ModalCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MemberConnection.class);

  private final SocketChannel channel;
  private final Watchdog watchdog;
  private final LongSupplier nanoTime;
  private InputBuffer input;
  private OutputBuffer output;
  private final ByteBuffer probe = ByteBuffer.allocate(1);
  private final Silence silence;
  private final int localPort;
  private final InputStream wire;
  private InputStream in;
  private OutputStream out;
  private @Nullable SSLSocket tls;
  private @Nullable WatchedSocket below;
  private boolean used;
  private volatile long idleSince;

  /**
   * Takes over a connected channel in blocking mode, and registers it with the watchdog.
   *
   * @param patience how long the member may be silent, in nanoseconds
   * @param lineLimit the longest line in a head that must fit the input buffer, in bytes
   */
  MemberConnection(
      SocketChannel channel,
      Watchdog watchdog,
      LongSupplier nanoTime,
      long patience,
      int bufferSize,
      int lineLimit)
      throws IOException {
    this.channel = channel;
    this.watchdog = watchdog;
    this.nanoTime = nanoTime;
    this.silence = new Silence(nanoTime, patience);
    this.localPort = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    this.wire = channel.socket().getInputStream();
    this.in = wire;
    this.out = channel.socket().getOutputStream();
    this.input = new InputBuffer(this::read, Math.max(bufferSize, lineLimit + 2));
    this.output = new OutputBuffer(this::write, bufferSize + OutputBuffer.CHUNK_OVERHEAD);
    watchdog.watch(this);
  }

  InputBuffer input() {
    return input;
  }

  OutputBuffer output() {
    return output;
  }

  int localPort() {
    return localPort;
  }

  SocketChannel channel() {
    return channel;
  }

  /** How long the member may be silent from now on. */
  void patience(long nanos) {
    silence.patience(nanos);
  }

  /** Shakes hands and goes on encrypted; the whole handshake may take {@code patience}. */
  void secure(SSLSocket socket, WatchedSocket under) throws IOException {
    silence.begin(false);
    try {
      socket.startHandshake();
    } finally {
      silence.end("did not finish the TLS handshake");
    }
    tls = socket;
    below = under;
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  private int read(byte[] into, int offset, int length) throws IOException {
    silence.begin(false);
    int read = -1;
    try {
      read = in.read(into, offset, length);
    } finally {
      silence.end("sent nothing");
    }
    return read;
  }

  private void write(byte[] from, int offset, int length) throws IOException {
    silence.begin(true);
    try {
      out.write(from, offset, length);
    } finally {
      silence.end("took nothing");
    }
  }

  /**
   * Ends a wait that has lasted too long; called by the watchdog. Only our half is shut down under
   * a blocked write: what the member has answered meanwhile can still be read.
   */
  void expire(long now) {
    switch (silence.expire(now)) {
      case WRITING -> shutdownOutput();
      case READING -> abort();
      case NOT -> {}
    }
  }

  private void shutdownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      abort();
    }
  }

  /**
   * True if the member has something to say while we are still sending. Never under TLS, where a
   * waiting record may be no more than a session ticket.
   */
  boolean answering() throws IOException {
    return tls == null && hasInput();
  }

  /** True if bytes of the member are waiting, be they TLS's own or the response's. */
  boolean hasInput() throws IOException {
    return input.hasBytes() || wire.available() > 0;
  }

  /** True if a byte of the response can be read without waiting; TLS's own do not count. */
  boolean readable() throws IOException {
    return input.hasBytes() || in.available() > 0;
  }

  /**
   * True if the stream has ended below TLS and not by TLS's own close_notify: what has come is not
   * known to be all (RFC 9112 §9.8).
   */
  boolean truncated() {
    return below != null && below.ended();
  }

  /** True after a response that left no byte behind. */
  boolean clean() {
    try {
      return !input.hasBytes() && (tls == null || in.available() == 0);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the member has sent anything since the last response, which nobody has asked for. Says
   * nothing of an end, but costs one system call where {@link #alive} costs five.
   */
  boolean quiet() {
    try {
      return !hasInput();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the connection may carry another request: the member has neither closed it nor sent
   * anything since the last response. Costs a read that does not wait, and two changes of mode.
   */
  boolean alive() {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(probe.clear()) == 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the member holds on to the connection for that long, of which nothing else may have
   * been asked. Blocks for the whole time if it does; of no use afterwards but to be closed.
   *
   * @param millis at least 1
   */
  boolean held(int millis) {
    try {
      channel.socket().setSoTimeout(millis);
      return channel.socket().getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Gives its buffers up, for a protocol that has its own. From now on {@link #in} and {@link #out}
   * may be used by a thread each.
   *
   * @return what had been read ahead
   */
  byte[] surrender() {
    byte[] ahead = Arrays.copyOfRange(input.bytes(), input.position(), input.limit());
    input = new InputBuffer(this::read, 0);
    output = new OutputBuffer(this::write, 0);
    return ahead;
  }

  /** What the member sends, decrypted. */
  InputStream in() {
    return in;
  }

  /** What the member gets, before it is encrypted. */
  OutputStream out() {
    return out;
  }

  /** Ends our half; with TLS, by saying so within it first. */
  void endOutput() throws IOException {
    if (tls == null) {
      channel.shutdownOutput();
    } else {
      tls.shutdownOutput();
    }
  }

  /** True if it has carried a request before. */
  boolean used() {
    return used;
  }

  /** It goes idle now. */
  void idle() {
    used = true;
    idleSince = nanoTime.getAsLong();
  }

  long idleSince() {
    return idleSince;
  }

  /** Breaks it at once, from any thread; who waits on it is woken. */
  void abort() {
    watchdog.forget(this);
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a connection: {}", e.toString());
    }
  }

  /** As {@link #abort}: neither drains a response nor waits for TLS to say goodbye. */
  @Override
  public void close(CloseMode mode) {
    abort();
  }

  @Override
  public void close() {
    abort();
  }
}
