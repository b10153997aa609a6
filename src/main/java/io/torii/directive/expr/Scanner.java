package io.torii.directive.expr;

import java.util.Locale;

/** The text of an expression and how far it has been read. */
final class Scanner {

  /** Deeper nesting than anybody writes; each level takes stack here and when it is evaluated. */
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  Scanner(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  void reset(int position) {
    at = position;
  }

  int length() {
    return text.length();
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

  /** Goes one level deeper into parentheses, negations or arguments. */
  void enter() throws ExpressionException {
    if (++depth > DEEPEST) {
      throw error("The expression is nested more than " + DEEPEST + " deep");
    }
  }

  void leave() {
    depth--;
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

  /** Takes a word such as {@code and} or {@code -eq} if it comes next and ends there. */
  boolean keyword(String keyword) {
    blanks();
    int end = at + keyword.length();
    boolean here = text.startsWith(keyword, at);
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

  ExpressionException error(String message) {
    return new ExpressionException(
        String.format(
            Locale.ROOT, "%s, at position %d of the expression: %s", message, at + 1, text),
        at + 1);
  }

  static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean wordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
