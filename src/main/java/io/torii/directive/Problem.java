package io.torii.directive;

/**
 * Something wrong, or worth knowing, in a configuration.
 *
 * @param origin where it was written
 * @param severity whether the configuration can be used all the same
 * @param message one sentence that says what is wrong and what to write instead
 */
public record Problem(Origin origin, Severity severity, String message) {

  /** An error keeps a configuration from being used; a warning and a note do not. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /** {@code file:line: message}, the form that {@code -t} prints. */
  @Override
  public String toString() {
    return origin + ": " + message;
  }
}
