package io.torii.directive;

/** A regular expression that cannot be used; the message says where and why. */
public final class InvalidRegexException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidRegexException(String message) {
    super(message);
  }
}
