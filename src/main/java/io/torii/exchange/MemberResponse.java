package io.torii.exchange;

import io.torii.http.Headers;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A member's final response: its head is there, its body is still on the wire. Exactly one of
 * {@link #close()} and {@link #abandon()} must be called.
 */
public non-sealed interface MemberResponse extends Attempt {

  @Override
  int status();

  /** The reason phrase; may be empty. */
  String reason();

  /** As the member sent them, hop-by-hop fields included. */
  Headers headers();

  /**
   * The body, its framing removed; null if the response has none (HEAD, 204, 304). Reading throws
   * an {@link java.io.IOException} when the member breaks off, a {@link
   * java.net.SocketTimeoutException} when it takes longer than it may: the end is only reached when
   * it is whole. {@link InputStream#available} is 0 only if reading would wait, and not at the end.
   */
  @Nullable InputStream body();

  /**
   * The fields behind the body (RFC 9110 §6.5) as the member sent them; null if there are none, or
   * the body has not been read to its end.
   */
  @Nullable Headers trailers();

  /**
   * The connection itself, after a 101 that answers {@link MemberRequest#upgrade}; null for every
   * other response. Whoever takes it closes it, and calls neither {@link #close()} nor {@link
   * #abandon()}.
   */
  @Nullable MemberStream switched();

  /** Bytes of the body read from the member so far. */
  long bytesRead();

  /** Bytes of the request's body sent to the member. */
  long bytesSent();

  /** The local port of the connection to the member, for {@code %{proxy-source-port}n}. */
  int sourcePort();

  /** Gives the connection back; to be called when the body is read to its end, or there is none. */
  void close();

  /** Breaks the connection at once: the body is not wanted any more. */
  void abandon();
}
