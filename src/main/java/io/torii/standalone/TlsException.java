package io.torii.standalone;

/** A listener cannot speak TLS as its host's directives say; the message names the directive. */
final class TlsException extends Exception {

  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
