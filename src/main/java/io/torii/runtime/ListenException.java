package io.torii.runtime;

import io.torii.config.ListenAddress;
import io.torii.directive.Problem;

/** An address cannot be listened on; the message says why and what to do. */
public final class ListenException extends Exception {

  private static final long serialVersionUID = 1L;
  private final transient ListenAddress address;

  public ListenException(ListenAddress address, String why, Throwable cause) {
    super("AH00072: cannot listen on " + address + ": " + why, cause);
    this.address = address;
  }

  /** The same as a problem of the configuration, at the Listen that asks for it. */
  public Problem problem() {
    return new Problem(address.origin(), Problem.Severity.ERROR, String.valueOf(getMessage()));
  }
}
