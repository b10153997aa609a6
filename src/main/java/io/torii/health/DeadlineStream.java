package io.torii.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * A socket's input that ends in a timeout at a moment fixed beforehand, however slowly bytes drip
 * in: a socket's own timeout starts again with each byte.
 */
public final class DeadlineStream extends InputStream {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Socket socket;
  private final InputStream in;
  private final LongSupplier nanoTime;
  private final long deadline;

  /**
   * The input of a connected socket.
   *
   * @param deadline by {@code nanoTime}
   */
  public DeadlineStream(Socket socket, LongSupplier nanoTime, long deadline) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.nanoTime = nanoTime;
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    arm();
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    arm();
    return in.read(bytes, from, length);
  }

  private void arm() throws IOException {
    long left = deadline - nanoTime.getAsLong();
    if (left <= 0) {
      throw new SocketTimeoutException("too late");
    }
    long millis = (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
  }
}
