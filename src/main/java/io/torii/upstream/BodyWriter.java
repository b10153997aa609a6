package io.torii.upstream;

import io.torii.exchange.Failure.Kind;
import io.torii.http.Headers;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Frames a request's body on its way to a member: exactly as many bytes as promised, or chunks.
 * Before each write but the first it looks whether the member has something to say already.
 */
final class BodyWriter extends OutputStream {

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n'};

  /** Told that the member speaks while the body is being sent. */
  @FunctionalInterface
  interface Listener {
    /** Returns true if sending has lost its point. */
    boolean memberSpeaks() throws IOException;
  }

  private final MemberConnection connection;
  private final OutputBuffer out;
  private final long length;
  private final Listener listener;
  private long sent;
  private boolean stopped;
  private @Nullable IOException broken;

  /**
   * A body behind the head that stands in the connection's output.
   *
   * @param length negative for chunks
   */
  BodyWriter(MemberConnection connection, long length, Listener listener) {
    this.connection = connection;
    this.out = connection.output();
    this.length = length;
    this.listener = listener;
  }

  /** Bytes of the body taken so far. */
  long sent() {
    return sent;
  }

  /** True if the member gave its final response before the body was sent. */
  boolean stopped() {
    return stopped;
  }

  /** How the connection broke, if it did: an exception of the body's source is not that. */
  @Nullable IOException broken() {
    return broken;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    if (length >= 0) {
      if (count > length - sent) { // the rest would be taken for another request
        throw new ExchangeFailed(
            Kind.CLIENT_BODY, "the client sent more than the " + length + " bytes it promised");
      }
      if (count > out.room()) {
        send();
      }
      put(from, offset, count);
      sent += count;
      return;
    }
    int most = out.capacity() - OutputBuffer.CHUNK_OVERHEAD;
    for (int done = 0; done < count; ) {
      int size = Math.min(most, count - done);
      if (size + OutputBuffer.CHUNK_OVERHEAD > out.room()) {
        send();
      }
      out.text(Integer.toHexString(size));
      put(CRLF, 0, 2);
      put(from, offset + done, size);
      put(CRLF, 0, 2);
      done += size;
      sent += size;
    }
  }

  @Override
  public void flush() throws IOException {
    if (!out.isEmpty()) {
      send();
    }
  }

  /**
   * The body is complete.
   *
   * @param trailers what stands behind the last chunk (RFC 9112 §7.1.2); null for nothing
   */
  void finish(@Nullable Headers trailers) throws IOException {
    if (length < 0) {
      put(LAST_CHUNK, 0, LAST_CHUNK.length);
      if (trailers != null) {
        put(trailers);
      }
      put(CRLF, 0, 2);
    } else if (sent < length) {
      throw new ExchangeFailed(
          Kind.CLIENT_BODY, "the client sent " + sent + " of the " + length + " bytes it promised");
    }
    flush();
  }

  private void put(Headers fields) throws IOException {
    try {
      for (Headers.Field field : fields) {
        HeadWriter.field(out, field.name(), field.value());
      }
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private void put(byte[] from, int offset, int count) throws IOException {
    try {
      out.write(from, offset, count); // writes through if it is longer than the buffer
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private void send() throws IOException {
    try {
      if (out.flushed() && connection.answering() && listener.memberSpeaks()) {
        stopped = true;
        throw new IOException("the member has answered already");
      }
      out.flush();
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }
}
