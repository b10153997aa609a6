package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.directive.InvalidRegexException;
import io.torii.directive.Regex;
import io.torii.directive.expr.Expression;
import io.torii.directive.expr.ExpressionException;
import io.torii.directive.expr.ExpressionParser;
import java.util.regex.Pattern;

/** Reads the languages inside of arguments, and says which directive has them wrong. */
final class Syntax {

  private Syntax() {}

  /** A regular expression as httpd's PCRE reads it. */
  static Pattern regex(String directive, String text, boolean ignoreCase)
      throws InvalidValueException {
    try {
      return Regex.compile(text, ignoreCase);
    } catch (InvalidRegexException e) {
      throw wrong(directive, e);
    }
  }

  /** A condition, as If and {@code expr=} have it. */
  static Expression condition(String directive, String text) throws InvalidValueException {
    try {
      return ExpressionParser.parse(text);
    } catch (ExpressionException e) {
      throw wrong(directive + " \"" + text + "\"", e);
    }
  }

  /** A string expression, as {@code Header set X expr=…} has it. */
  static Expression.Word string(String directive, String text) throws InvalidValueException {
    try {
      return ExpressionParser.parseString(text);
    } catch (ExpressionException e) {
      throw wrong(directive + " \"" + text + "\"", e);
    }
  }

  /** A problem that another reader found, with the directive in front. */
  static InvalidValueException wrong(String what, Exception e) {
    String message = String.valueOf(e.getMessage());
    return new InvalidValueException(what + ": " + message + (message.endsWith(".") ? "" : "."));
  }
}
