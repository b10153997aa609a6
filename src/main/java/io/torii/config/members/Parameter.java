package io.torii.config.members;

import io.torii.config.InvalidValueException;

/**
 * One {@code key=value} that httpd knows.
 *
 * @param key in lower case; compared without regard to case
 * @param slot what it sets; two keys may set the same
 * @param type how its value is written
 * @param effect where it works
 */
public record Parameter<T>(String key, String slot, ValueType<T> type, Effect effect) {

  /** Where a parameter works. */
  public enum Effect {
    /** As httpd has it. */
    FULL,
    /** Checked and, with a note, left at that: it is for protocols that are not spoken here. */
    NONE,
    /** An active check: of a balancer's member only. */
    CHECK
  }

  static <T> Parameter<T> of(String key, ValueType<T> type) {
    return new Parameter<>(key, key, type, Effect.FULL);
  }

  static <T> Parameter<T> withoutEffect(String key, ValueType<T> type) {
    return new Parameter<>(key, key, type, Effect.NONE);
  }

  static <T> Parameter<T> check(String key, ValueType<T> type) {
    return new Parameter<>(key, key, type, Effect.CHECK);
  }

  /**
   * Reads a value.
   *
   * @throws InvalidValueException naming key, value and what is accepted
   */
  T parse(String text) throws InvalidValueException {
    try {
      return type.parse(text);
    } catch (InvalidValueException e) {
      String detail = String.valueOf(e.getMessage());
      throw new InvalidValueException(
          key
              + "="
              + text
              + ": must be "
              + type.accepts()
              + (detail.isEmpty() ? "" : " (" + detail + ")")
              + ".");
    }
  }
}
