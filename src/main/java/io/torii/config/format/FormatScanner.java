package io.torii.config.format;

import io.torii.config.Format.Token;
import io.torii.config.InvalidValueException;
import java.util.ArrayList;
import java.util.List;

/** Walks over a format string and gathers its tokens. */
final class FormatScanner {

  /** What {@link #peek} answers at the end. */
  static final char END = 0;

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  FormatScanner(String source) {
    this.source = source;
  }

  boolean hasNext() {
    return at < source.length();
  }

  char peek() {
    return at < source.length() ? source.charAt(at) : END;
  }

  void skip() {
    at = Math.min(at + 1, source.length());
  }

  int position() {
    return at;
  }

  String since(int start) {
    return source.substring(start, at);
  }

  /**
   * Takes one character of text, if it is text: anything but a directive.
   *
   * @param escapes the characters that mean something behind a backslash
   */
  boolean text(String escapes) {
    char c = peek();
    if (c == '%') {
      if (source.startsWith("%%", at)) {
        literal.append('%');
        at += 2;
        return true;
      }
      return false;
    }
    at++;
    char next = peek();
    if (c == '\\' && (next == '\\' || (next != END && escapes.indexOf(next) >= 0))) {
      at++;
      literal.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
    } else {
      literal.append(c);
    }
    return true;
  }

  /**
   * What stands in braces, the braces left out.
   *
   * @throws InvalidValueException if they are not closed
   */
  String braces() throws InvalidValueException {
    int close = source.indexOf('}', at);
    if (close < 0) {
      throw new InvalidValueException(
          "\"" + source.substring(at) + "\" has no closing brace in the format.");
    }
    String inside = source.substring(at + 1, close);
    at = close + 1;
    return inside;
  }

  void add(Token token) {
    flush();
    tokens.add(token);
  }

  List<Token> tokens() {
    flush();
    return tokens;
  }

  private void flush() {
    if (literal.length() > 0) {
      tokens.add(new Token.Text(literal.toString()));
      literal.setLength(0);
    }
  }
}
