package io.torii.rule.header;

import io.torii.config.Format;
import io.torii.config.Format.Token;
import io.torii.rule.Request;
import io.torii.rule.condition.EvaluationContext;
import io.torii.rule.condition.ExpressionEvaluator;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes the value of a Header or RequestHeader: text with tokens, or {@code expr=…}. */
public final class HeaderFormats {

  /** What stands for a variable that is not set, as in httpd. */
  private static final String UNSET = "(null)";

  private final ExpressionEvaluator expressions;

  public HeaderFormats(ExpressionEvaluator expressions) {
    this.expressions = expressions;
  }

  /**
   * The value for one request. It has no CR, LF or NUL: what a client has sent can't begin a field
   * of its own (RFC 9110 §5.5).
   *
   * @param elapsed since the request came in, for {@code %D}
   */
  public String value(Format format, Request request, EvaluationContext context, Duration elapsed) {
    if (format.tokens().size() == 1 && format.tokens().get(0) instanceof Token.Text only) {
      return oneLine(only.text());
    }
    StringBuilder out = new StringBuilder(64);
    for (Token token : format.tokens()) {
      if (token instanceof Token.Text text) {
        out.append(text.text());
      } else if (token instanceof Token.StringExpression expression) {
        out.append(expressions.text(expression.word(), context));
      } else if (token instanceof Token.Variable variable) {
        out.append(variable(variable, request, context, elapsed));
      }
    }
    return oneLine(out.toString());
  }

  private static String variable(
      Token.Variable token, Request request, EvaluationContext context, Duration elapsed) {
    return switch (token.letter()) {
      case "t" -> "t=" + ChronoUnit.MICROS.between(java.time.Instant.EPOCH, request.received());
      case "D" -> "D=" + elapsed.toNanos() / 1000;
      case "e" -> request.env().getOrDefault(token.argument(), UNSET);
      // mod_ssl looks up whatever expressions know, without TLS too
      case "s" -> orUnset(context.variable(token.argument()));
      // The load of a Java server says nothing about ours alone: no number is better than a wrong.
      case "l", "i", "b" -> token.letter() + "=-";
      default -> "";
    };
  }

  private static String orUnset(@Nullable String value) {
    return value == null || value.isEmpty() ? UNSET : value;
  }

  private static String oneLine(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (breaks(value.charAt(i))) {
        StringBuilder out = new StringBuilder(value);
        for (int j = i; j < out.length(); j++) {
          if (breaks(out.charAt(j))) {
            out.setCharAt(j, ' ');
          }
        }
        return out.toString();
      }
    }
    return value;
  }

  private static boolean breaks(char c) {
    return c == '\r' || c == '\n' || c == '\0';
  }
}
