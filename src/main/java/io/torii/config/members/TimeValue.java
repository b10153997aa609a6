package io.torii.config.members;

import io.torii.config.InvalidValueException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Times as httpd writes them: a whole number and, behind it, {@code ms}, {@code s}, {@code mi} or
 * {@code h}. As in httpd only the unit's first letters count, so {@code sec} and {@code min} work;
 * what is not a letter is an error.
 */
public final class TimeValue {

  /** The longest time that is accepted, 2,147,483,647 s: what httpd's own counters hold. */
  public static final Duration MAX = Duration.ofSeconds(Integer.MAX_VALUE);

  private TimeValue() {}

  /**
   * Reads a time.
   *
   * @param text such as {@code 30}, {@code 500ms} or {@code 2mi}
   * @param defaultUnit the unit of a bare number
   * @throws InvalidValueException if it is no such time, negative, or longer than {@link #MAX}; the
   *     message continues a sentence that names the value
   */
  public static Duration parse(String text, ChronoUnit defaultUnit) throws InvalidValueException {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      throw new InvalidValueException(
          text.startsWith("-") ? "a time cannot be negative" : "a time starts with a whole number");
    }
    ChronoUnit unit = unit(text.substring(digits), defaultUnit);
    try {
      Duration time = Duration.of(Long.parseLong(text, 0, digits, 10), unit);
      if (time.compareTo(MAX) <= 0) {
        return time;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // far beyond the limit: said below
    }
    throw new InvalidValueException("a time is at most " + MAX.toSeconds() + " seconds");
  }

  private static ChronoUnit unit(String suffix, ChronoUnit defaultUnit)
      throws InvalidValueException {
    if (suffix.isEmpty()) {
      return defaultUnit;
    }
    String lower = suffix.toLowerCase(Locale.ROOT);
    if (lower.equals("m")) {
      throw new InvalidValueException(
          "\"" + suffix + "\" could mean minutes or milliseconds, write \"mi\" or \"ms\"");
    }
    if (lower.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      if (lower.startsWith("ms")) {
        return ChronoUnit.MILLIS;
      }
      if (lower.startsWith("mi")) {
        return ChronoUnit.MINUTES;
      }
      if (lower.startsWith("s")) {
        return ChronoUnit.SECONDS;
      }
      if (lower.startsWith("h")) {
        return ChronoUnit.HOURS;
      }
    }
    throw new InvalidValueException("\"" + suffix + "\" is no unit, the units are ms, s, mi and h");
  }
}
