package io.torii.directive.expr;

import java.util.Locale;

/** The text of an expression and how far it has been read. */
final class Scanner {

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  void reset(int position) {
    at = position;
  }

  boolean end() {
    return at >= text.length();
  }

  /** The next character, or NUL at the end. */
  char peek() {
    return end() ? '\0' : text.charAt(at);
  }

  char peek(int ahead) {
    return at + ahead >= text.length() ? '\0' : text.charAt(at + ahead);
  }

  char take() {
    return text.charAt(at++);
  }

  void blanks() {
    while (!end() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  /** Takes a symbol if it comes next. */
  boolean symbol(String symbol) {
    blanks();
    if (text.startsWith(symbol, at)) {
      at += symbol.length();
      return true;
    }
    return false;
  }

  /**
   * Takes a word such as {@code and} or {@code -eq}, in any case, if it comes next and ends there.
   */
  boolean keyword(String keyword) {
    blanks();
    int end = at + keyword.length();
    boolean here = text.regionMatches(true, at, keyword, 0, keyword.length());
    if (here && (end >= text.length() || !wordCharacter(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  /** The letters, digits and underscores that come next. */
  String name() {
    int start = at;
    while (!end() && wordCharacter(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Everything up to a character that must come, which is taken too. */
  String until(char delimiter, String what) throws ExpressionException {
    int end = text.indexOf(delimiter, at);
    if (end < 0) {
      throw error("The " + what + " has no '" + delimiter + "' at its end");
    }
    String found = text.substring(at, end);
    at = end + 1;
    return found;
  }

  ExpressionException error(String message) {
    return new ExpressionException(
        String.format(
            Locale.ROOT, "%s, at position %d of the expression: %s", message, at + 1, text),
        at + 1);
  }

  static boolean wordCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
