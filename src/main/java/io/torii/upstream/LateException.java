package io.torii.upstream;

import java.net.SocketTimeoutException;

/** The member stayed silent, or took nothing, for longer than it may. */
final class LateException extends SocketTimeoutException {

  private static final long serialVersionUID = 1L;

  LateException(String message) {
    super(message);
  }
}
