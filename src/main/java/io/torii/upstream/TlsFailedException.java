package io.torii.upstream;

import java.io.IOException;

/** The TLS handshake with a member failed. */
final class TlsFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  TlsFailedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
