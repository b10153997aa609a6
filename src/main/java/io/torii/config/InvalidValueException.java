package io.torii.config;

/**
 * A piece of configuration that cannot be used. The message is one sentence for the user: what is
 * wrong and what to write instead. Whoever knows the place adds it.
 */
public final class InvalidValueException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidValueException(String message) {
    super(message);
  }
}
