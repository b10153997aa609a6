package io.torii.directive.expr;

import io.torii.directive.expr.Expression.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads what yields a string in an expression: strings, references, calls, captures, numbers. */
final class WordReader {

  private final Scanner in;
  private final ReferenceReader references;

  WordReader(Scanner in) {
    this.in = in;
    this.references = new ReferenceReader(in, this);
  }

  /** One word or several joined by dots. */
  Word word() throws ExpressionException {
    List<Word> parts = new ArrayList<>();
    parts.add(single());
    while (in.symbol(".")) {
      parts.add(single());
    }
    return parts.size() == 1 ? parts.get(0) : new Word.Concatenation(parts);
  }

  /** Everything up to the end as the inside of a string: a string expression. */
  Word rest() throws ExpressionException {
    return inside('\0');
  }

  private Word single() throws ExpressionException {
    in.blanks();
    char c = in.peek();
    if (c == '"' || c == '\'') {
      in.take();
      return inside(c);
    }
    if (c == '%' && in.peek(1) == '{') {
      return references.reference();
    }
    if (c == '$' && digit(in.peek(1))) {
      in.take();
      return new Word.Capture(in.take() - '0');
    }
    if (digit(c) || (c == '-' && digit(in.peek(1)))) {
      return number();
    }
    if (Scanner.wordCharacter(c)) {
      return references.call();
    }
    throw in.error(
        in.end() ? "Something is missing at the end" : "'" + c + "' is not expected here");
  }

  private Word number() {
    StringBuilder digits = new StringBuilder();
    digits.append(in.take());
    while (digit(in.peek())) {
      digits.append(in.take());
    }
    return new Word.Literal(digits.toString());
  }

  /** A string up to its quote, an argument up to its brace, or all the rest if that is NUL. */
  Word inside(char end) throws ExpressionException {
    List<Word> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (!ends(end)) {
      char c = in.peek();
      if (c == '%' && in.peek(1) == '{') {
        flush(literal, parts);
        parts.add(references.reference());
      } else if (c == '$' && digit(in.peek(1))) {
        in.take();
        flush(literal, parts);
        parts.add(new Word.Capture(in.take() - '0'));
      } else if (c == '\\' && in.position() + 1 < in.length()) {
        in.take();
        literal.append(escape());
      } else {
        literal.append(in.take());
      }
    }
    flush(literal, parts);
    if (parts.isEmpty()) {
      return new Word.Literal("");
    }
    return parts.size() == 1 ? parts.get(0) : new Word.Concatenation(parts);
  }

  /** Takes the end if it comes next. */
  private boolean ends(char end) throws ExpressionException {
    if (in.end()) {
      if (end == '\0') {
        return true;
      }
      throw in.error(
          end == '}'
              ? "A variable has no } at its end"
              : "The string has no " + end + " at its end");
    }
    if (end != '\0' && in.peek() == end) {
      in.take();
      return true;
    }
    return false;
  }

  private char escape() throws ExpressionException {
    if (digit(in.peek())) {
      return octal();
    }
    char c = in.take();
    return switch (c) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'b' -> '\b';
      default -> c;
    };
  }

  /** One to three octal digits, at most 377. */
  private char octal() throws ExpressionException {
    int start = in.position();
    int value = 0;
    int digits = 0;
    while (digits < 3 && in.peek() >= '0' && in.peek() <= '7') {
      value = value * 8 + in.take() - '0';
      digits++;
    }
    if (digits == 0 || digit(in.peek()) || value > 0xff) {
      in.reset(start);
      throw in.error(
          "A backslash takes one to three octal digits up to 377, or a character that is no digit");
    }
    return (char) value;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void flush(StringBuilder literal, List<Word> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Word.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
