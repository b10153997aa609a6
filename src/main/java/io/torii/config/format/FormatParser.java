package io.torii.config.format;

import io.torii.config.Format;
import io.torii.config.Format.Token;
import io.torii.config.InvalidValueException;
import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the format strings of LogFormat and CustomLog, and the values of Header. */
public final class FormatParser {

  private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";

  /** What has a name without a LogFormat; httpd's own configuration files define these. */
  private static final Map<String, String> BUILT_IN =
      Map.of("common", COMMON, "combined", COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"");

  private static final String JSON = "json";

  private static final String EXPRESSION = "expr=";

  private FormatParser() {}

  /**
   * A format that has a name without a LogFormat: {@code common} or {@code combined}, and {@code
   * json}, which httpd does not have.
   */
  public static Optional<Format> builtIn(String nickname) {
    if (nickname.equals(JSON)) {
      return Optional.of(new Format(JSON, List.of(new Token.Json())));
    }
    String text = BUILT_IN.get(nickname);
    try {
      return text == null ? Optional.empty() : Optional.of(logFormat(text));
    } catch (InvalidValueException e) {
      throw new IllegalStateException("built-in format " + nickname, e);
    }
  }

  /**
   * Reads a log format: every directive of mod_log_config and mod_logio, and mod_ssl's {@code
   * %{SSL_…}x}. {@code \n}, {@code \t}, {@code \"} and {@code \\} are escapes.
   *
   * @throws InvalidValueException if it has a directive that does not exist
   */
  public static Format logFormat(String text) throws InvalidValueException {
    FormatScanner scanner = new FormatScanner(text);
    while (scanner.hasNext()) {
      if (scanner.text("\"nt")) {
        continue;
      }
      scanner.add(LogToken.read(scanner));
    }
    return new Format(text, scanner.tokens());
  }

  /**
   * Reads the value of a Header or RequestHeader: {@code %t}, {@code %D}, {@code %l}, {@code %i},
   * {@code %b}, {@code %{VAR}e}, {@code %{VAR}s} and {@code %%}. {@code expr=} in front makes the
   * rest a string expression.
   *
   * @throws InvalidValueException if it has a directive that does not exist, or a line break
   */
  public static Format headerValue(String text, ExpressionReader expressions)
      throws InvalidValueException {
    if (text.regionMatches(true, 0, EXPRESSION, 0, EXPRESSION.length())) {
      Expression.Word word = expressions.read(text.substring(EXPRESSION.length()));
      return new Format(text, List.of(new Token.StringExpression(word)));
    }
    FormatScanner scanner = new FormatScanner(closed(text));
    while (scanner.hasNext()) {
      if (scanner.text("\"t")) {
        continue;
      }
      scanner.add(headerToken(scanner));
    }
    Format format = new Format(text, scanner.tokens());
    for (Token token : format.tokens()) {
      if (token instanceof Token.Text literal) {
        refuseLineBreaks(literal.text());
      }
    }
    return format;
  }

  /** A percent sign at the very end stands for itself, in headers alone. */
  private static String closed(String text) {
    int signs = 0;
    while (signs < text.length() && text.charAt(text.length() - 1 - signs) == '%') {
      signs++;
    }
    return signs % 2 == 0 ? text : text + '%';
  }

  private static Token headerToken(FormatScanner scanner) throws InvalidValueException {
    int start = scanner.position();
    scanner.skip(); // the percent sign
    String argument = scanner.peek() == '{' ? scanner.braces() : "";
    char letter = scanner.peek();
    scanner.skip();
    String written = scanner.since(start);
    boolean named = letter == 'e' || letter == 's';
    if (!named && "tDlib".indexOf(letter) < 0) {
      throw new InvalidValueException(
          "\""
              + written
              + "\" is no format of a header, there are"
              + " %t, %D, %l, %i, %b, %{VAR}e, %{VAR}s and %% for a percent sign.");
    }
    if (named == argument.isEmpty()) {
      throw new InvalidValueException(
          named
              ? "\"" + written + "\" needs a variable's name, write %{VAR}" + letter + "."
              : "\"" + written + "\" takes no name, write %" + letter + ".");
    }
    return new Token.Variable(String.valueOf(letter), argument, Set.of(), false, true);
  }

  private static void refuseLineBreaks(String text) throws InvalidValueException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new InvalidValueException("a header's value cannot contain a line break.");
      }
    }
  }

  /** What reads a string expression. */
  public interface ExpressionReader {

    /**
     * Reads the text behind {@code expr=}.
     *
     * @throws InvalidValueException if it is no expression
     */
    Expression.Word read(String text) throws InvalidValueException;
  }
}
