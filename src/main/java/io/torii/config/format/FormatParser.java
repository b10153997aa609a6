package io.torii.config.format;

import io.torii.config.Format;
import io.torii.config.InvalidValueException;
import io.torii.directive.expr.Expression;
import java.util.Optional;

/** Reads the format strings of LogFormat and CustomLog, and the values of Header. */
public final class FormatParser {

  private FormatParser() {}

  /** A format that has a name without a LogFormat: {@code common} or {@code combined}. */
  public static Optional<Format> builtIn(String nickname) {
    return Optional.empty();
  }

  /**
   * Reads a log format.
   *
   * @throws InvalidValueException if it has a directive that does not exist
   */
  public static Format logFormat(String text) throws InvalidValueException {
    return Format.literal(text);
  }

  /**
   * Reads the value of a Header or RequestHeader. {@code expr=} in front makes the rest a string
   * expression.
   *
   * @throws InvalidValueException if it has a directive that does not exist
   */
  public static Format headerValue(String text, ExpressionReader expressions)
      throws InvalidValueException {
    return Format.literal(text);
  }

  /** What reads a string expression. */
  public interface ExpressionReader {
    Expression.Word read(String text) throws InvalidValueException;
  }
}
