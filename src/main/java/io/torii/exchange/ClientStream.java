package io.torii.exchange;

import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client's end of an exchange. The servlet adapter implements it; one thread at a time. */
public interface ClientStream {

  /** The request's body with its framing removed; at its end at once if there is none. */
  InputStream input() throws IOException;

  /**
   * The fields behind the request's body (RFC 9110 §6.5) as the container has read them; null if
   * there are none, or the body has not been read to its end.
   */
  default @Nullable Headers trailers() {
    return null;
  }

  /**
   * Has fields sent behind the body of the response, whose head must not have been sent yet.
   *
   * @param fields asked for them when the body is at its end; null for none
   * @return false if this client can be sent none: HTTP/1.0 has no place for them
   */
  default boolean trail(Supplier<@Nullable Headers> fields) {
    return false;
  }

  /**
   * Sends the head of the final response. Framing follows from Content-Length; without one the
   * container chooses.
   *
   * @throws IllegalStateException if a head was sent before
   */
  void head(int status, Headers headers) throws IOException;

  /**
   * Sends the head of a 101, and hands the connection to a tunnel: the container does so when the
   * call that has brought the request is over.
   *
   * @throws IOException if this is no connection of its own
   */
  default void upgrade(Headers headers, Tunnel tunnel) throws IOException {
    throw new IOException("there is no connection to be switched");
  }

  /** The response's body; only after {@link #head}. */
  OutputStream output() throws IOException;

  /** True once the head may be on the wire: it is too late for another answer. */
  boolean committed();

  /**
   * The status of an answer that the container has given in our place, as Tomcat does when a
   * request's body cannot be read; empty if it has not.
   */
  OptionalInt answered();

  /**
   * Makes sure that the client notices that the response is not whole: its connection is cut, or
   * its stream reset (RFC 9112 §8).
   */
  void abort();
}
