package io.torii.admin;

/** What was to be changed is not any more what the author of the change has seen. */
public final class StaleChangeException extends Exception {

  private static final long serialVersionUID = 1L;

  public StaleChangeException(String message) {
    super(message);
  }
}
