package io.torii.exchange;

import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of a client's request. It keeps what it has read as long as that is little, so that a
 * short body can be sent a second time; a long one streams through and can be sent only once.
 */
final class ClientBody implements RequestBody {

  /** As much as httpd reads ahead. */
  static final int READ_AHEAD = 16 * 1024;

  /** What may be sent again, such as the usual form or document of a PUT. */
  static final int KEPT = 64 * 1024;

  private static final byte[] NONE = {};
  private static final int LEAST = 1024;

  /** The fields behind the body, once that is at its end. */
  @FunctionalInterface
  interface Behind {
    @Nullable Headers read() throws ClientBodyException;
  }

  private final InputStream client;
  private final Behind behind;
  private final long limit;
  private long length;
  private byte[] kept = NONE;
  private int keptLength;
  private long received;
  private boolean ended;
  private boolean written;

  /**
   * A body that has not been read yet.
   *
   * @param length what Content-Length says; negative if the client's body is chunked
   * @param limit LimitRequestBody; 0 for none
   */
  ClientBody(InputStream client, Behind behind, long length, long limit) {
    this.client = client;
    this.behind = behind;
    this.length = length;
    this.limit = limit;
  }

  /**
   * Reads the start of a chunked body: if it is short and all there, it goes on with a
   * Content-Length, which every member understands; unless there are fields behind it, which need
   * chunks. More is not waited for than its first bytes.
   */
  void readAhead() throws ClientBodyException {
    if (length >= 0) {
      return;
    }
    byte[] buffer = new byte[4096];
    do {
      int n = read(buffer);
      if (n < 0) {
        length = behind.read() == null ? received : length;
        return;
      }
    } while (received < READ_AHEAD && !waits());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean repeatable() {
    return received == keptLength;
  }

  @Override
  public boolean staysRepeatable() {
    return repeatable() && length >= 0 && length <= KEPT;
  }

  @Override
  public @Nullable Headers trailers() throws ClientBodyException {
    return length < 0 && ended ? behind.read() : null;
  }

  /** True if all of it has been read from the client. */
  boolean ended() {
    return ended;
  }

  /** Bytes read from the client so far. */
  long received() {
    return received;
  }

  @Override
  public void writeTo(OutputStream member) throws IOException {
    member.write(kept, 0, keptLength);
    written = true;
    byte[] buffer = new byte[8192];
    while (!ended && (length < 0 || received < length)) {
      if (waits()) {
        member.flush();
      }
      int n = read(buffer);
      if (n > 0) {
        member.write(buffer, 0, n);
      }
    }
    if (length >= 0 && received < length) {
      throw new ClientBodyException(
          Failure.Kind.CLIENT_BODY,
          "the body ended after " + received + " of " + length + " bytes",
          null);
    }
    member.flush();
  }

  /** Whether the next byte is yet to come. */
  private boolean waits() throws ClientBodyException {
    try {
      return client.available() == 0;
    } catch (IOException e) {
      throw clientFailed(e);
    }
  }

  private int read(byte[] buffer) throws ClientBodyException {
    int n;
    try {
      n = client.read(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw clientFailed(e);
    }
    if (n < 0) {
      ended = true;
      return n;
    }
    if (repeatable() && length <= KEPT && keptLength + n <= KEPT) {
      keep(buffer, n);
    } else if (written) {
      kept = NONE; // there will be no second time
      keptLength = 0;
    }
    received += n;
    if (limit > 0 && received > limit) {
      throw new ClientBodyException(
          Failure.Kind.BODY_TOO_LARGE, "the body is longer than " + limit + " bytes", null);
    }
    return n;
  }

  private void keep(byte[] buffer, int n) {
    if (keptLength + n > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(Math.max(LEAST, keptLength + n), kept.length * 4));
    }
    System.arraycopy(buffer, 0, kept, keptLength, n);
    keptLength += n;
  }

  private static ClientBodyException clientFailed(IOException e) {
    Failure.Kind kind = isGone(e) ? Failure.Kind.CLIENT_GONE : Failure.Kind.CLIENT_BODY;
    if (e instanceof SocketTimeoutException) {
      kind = Failure.Kind.CLIENT_TIMEOUT;
    }
    return new ClientBodyException(kind, "reading the client's body failed: " + e.getMessage(), e);
  }

  /**
   * Whether the socket failed: a reset, as containers wrap it. The end of the stream is another
   * thing, behind which a client may still listen.
   */
  private static boolean isGone(IOException e) {
    boolean gone = false;
    for (Throwable cause = e; cause != null && !gone; cause = cause.getCause()) {
      gone = cause instanceof SocketException || cause instanceof ClosedChannelException;
    }
    return gone;
  }
}
