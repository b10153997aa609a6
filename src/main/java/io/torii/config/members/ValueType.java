package io.torii.config.members;

import io.torii.config.InvalidValueException;

/**
 * How the value of a parameter is written.
 *
 * @param <T> what it means
 */
public interface ValueType<T> {

  /** What is accepted, to stand behind "must be": {@code a whole number from 0 to 99}. */
  String accepts();

  /**
   * Reads a value.
   *
   * @throws InvalidValueException if it is not accepted; the message says more than {@link
   *     #accepts}, or is empty if there is nothing to add
   */
  T parse(String text) throws InvalidValueException;

  /** What a second ProxySet leaves of the value of a first one: by default nothing. */
  default T combine(T earlier, T later) {
    return later;
  }
}
