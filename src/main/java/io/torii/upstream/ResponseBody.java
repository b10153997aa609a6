package io.torii.upstream;

import io.torii.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, its framing removed. Reads return what is there and never wait to fill
 * the caller's buffer, so that an event stream flows. The end is only reported when the body is
 * whole; at that moment, or in the read before if its framing has come along, the connection goes
 * back to its pool: a slow client keeps no connection to a member.
 */
abstract class ResponseBody extends InputStream {

  private final Lease lease;
  private final String member;
  private final boolean persistent;
  private long count;
  private boolean ended;

  /**
   * A body on a leased connection.
   *
   * @param persistent whether the connection may be used again after its end
   */
  ResponseBody(Lease lease, String member, boolean persistent) {
    this.lease = lease;
    this.member = member;
    this.persistent = persistent;
  }

  /** Reads on, at least one byte; -1 if the body is whole. */
  abstract int next(InputBuffer in, byte[] into, int offset, int length) throws IOException;

  /** The fields behind it; null as long as its end has not been read, and if there are none. */
  @Nullable Headers trailers() {
    return null;
  }

  /** Names the member in messages. */
  final String member() {
    return member;
  }

  /** True if the connection's end is no proof of the body's. */
  final boolean truncated() {
    return lease.overdue() || lease.connection().truncated();
  }

  /** The last byte is read. */
  final void end() {
    if (!ended) {
      ended = true;
      lease.release(persistent);
    }
  }

  final boolean ended() {
    return ended;
  }

  /** Bytes handed out. */
  final long count() {
    return count;
  }

  final EOFException cut(String missing) {
    return new EOFException(
        member + " closed the connection within the body of its response, " + missing);
  }

  final IOException malformed() {
    return new IOException(member + " sent a malformed chunk in the body of its response");
  }

  /** True if a byte can be read from the connection without waiting, be it data or framing. */
  final boolean arrived() throws IOException {
    return lease.connection().readable();
  }

  /** What has been read from the connection. */
  final InputBuffer input() {
    return lease.connection().input();
  }

  /** Whether reading would not wait; asked while the end has not been read. */
  boolean ready() throws IOException {
    return arrived();
  }

  /** 0 only if reading would wait: at the end, too, it is 1. */
  @Override
  public final int available() throws IOException {
    return ended || ready() ? 1 : 0;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    try {
      int read = next(input(), into, offset, length);
      count += Math.max(read, 0);
      return read;
    } catch (IOException e) {
      lease.discard();
      throw explained(e);
    }
  }

  private IOException explained(IOException e) {
    if (lease.overdue()) {
      LateException late =
          new LateException(lease.lateness() + ", its response is cut: raise deadline=");
      late.initCause(e);
      return late;
    }
    return e instanceof LateException
        ? new LateException(member + " " + e.getMessage() + " within the body of its response")
        : e;
  }

  /** Breaks the connection unless the body has been read to its end. */
  @Override
  public final void close() {
    if (!ended) {
      lease.discard();
    }
  }

  /** A body whose length is known. */
  static final class Fixed extends ResponseBody {

    private long left;

    Fixed(Lease lease, String member, boolean persistent, long length) {
      super(lease, member, persistent);
      left = length;
      if (length == 0) {
        end();
      }
    }

    @Override
    int next(InputBuffer in, byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw cut(left + " bytes before its Content-Length");
      }
      left -= read;
      if (left == 0) {
        end();
      }
      return read;
    }
  }

  /** A body that ends with the connection. */
  static final class UntilClose extends ResponseBody {

    UntilClose(Lease lease, String member) {
      super(lease, member, false);
    }

    @Override
    int next(InputBuffer in, byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, length);
      if (read < 0) {
        if (truncated()) {
          throw cut("and did not say so in TLS");
        }
        end();
      }
      return read;
    }
  }
}
