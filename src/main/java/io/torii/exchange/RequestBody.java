package io.torii.exchange;

import io.torii.http.Headers;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The body of a client's request, on its way to a member. */
public interface RequestBody {

  /** Its length in bytes; negative if only its end will tell, which makes it chunked. */
  long length();

  /**
   * Copies it to a member, as it arrives: what is there is flushed before more is waited for.
   *
   * @throws ClientBodyException if the client fails; any other IOException is the member's
   */
  void writeTo(OutputStream member) throws IOException;

  /**
   * The fields behind it (RFC 9110 §6.5), once it has been written; null if there are none. Only a
   * body in chunks has any.
   *
   * @throws ClientBodyException if the client sent what is none
   */
  default @Nullable Headers trailers() throws ClientBodyException {
    return null;
  }

  /** True if {@link #writeTo} can be called again from the start. */
  boolean repeatable();

  /** True if it is known that this stays so, however much of it will have been written. */
  default boolean staysRepeatable() {
    return false;
  }

  /** The client failed to deliver its body. */
  final class ClientBodyException extends IOException {

    private static final long serialVersionUID = 1L;
    private final Failure.Kind kind;

    /**
     * A failure of the client, not of the member.
     *
     * @param kind CLIENT_GONE, CLIENT_BODY, BODY_TOO_LARGE or CLIENT_TIMEOUT
     */
    public ClientBodyException(Failure.Kind kind, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.kind = kind;
    }

    public Failure.Kind kind() {
      return kind;
    }

    /** The same before any member was asked. */
    Failure failure() {
      return new Failure(kind, String.valueOf(getMessage()), false, false);
    }
  }
}
