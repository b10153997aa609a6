package io.torii.upstream;

import io.torii.exchange.Failure.Kind;
import java.io.IOException;

/** Ends an exchange before there is a response; becomes a {@link io.torii.exchange.Failure}. */
final class ExchangeFailed extends IOException {

  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /**
   * A row of the failure table.
   *
   * @param detail one sentence without a full stop, which names the member
   */
  ExchangeFailed(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The detail: never null, unlike an exception's message in general. */
  String detail() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }

  /** Nobody looks at the stack: failures are values, and must not cost more than the exchange. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
