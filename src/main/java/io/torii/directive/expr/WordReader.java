package io.torii.directive.expr;

import io.torii.directive.expr.Expression.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads what yields a string: quoted strings, variables, functions, captures, numbers. */
final class WordReader {

  private final Scanner in;

  WordReader(Scanner in) {
    this.in = in;
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
      in.take();
      in.take();
      return reference();
    }
    if (c == '$' && Character.isDigit(in.peek(1))) {
      in.take();
      return new Word.Capture(in.take() - '0');
    }
    if (Character.isDigit(c) || (c == '-' && Character.isDigit(in.peek(1)))) {
      String sign = c == '-' ? String.valueOf(in.take()) : "";
      return new Word.Literal(sign + in.name());
    }
    if (Scanner.wordCharacter(c)) {
      return call();
    }
    throw in.error(
        in.end() ? "Something is missing at the end" : "'" + c + "' is not expected here");
  }

  /** {@code name(argument)}. */
  private Word call() throws ExpressionException {
    int start = in.position();
    String name = in.name();
    if (!in.symbol("(")) {
      in.reset(start);
      throw in.error("\"" + name + "\" must stand in quotes, or be called with (…)");
    }
    function(name, start);
    Word argument = word();
    if (!in.symbol(")")) {
      throw in.error("The call of " + name + " has no ')'");
    }
    return new Word.Function(name, List.of(argument));
  }

  /** The rest of <code>%{NAME}</code> or <code>%{function:argument}</code>. */
  private Word reference() throws ExpressionException {
    int start = in.position();
    String name = in.name();
    if (in.peek() == ':') {
      in.take();
      function(name, start);
      String argument = in.until('}', "variable %{" + name + ":");
      return new Word.Function(name, List.of(new Word.Literal(argument)));
    }
    if (in.peek() != '}') {
      throw in.error("The variable %{" + name + " has no '}'");
    }
    in.take();
    if (!ExpressionNames.knowsVariable(name)) {
      in.reset(start);
      String hint =
          ExpressionNames.nearestVariable(name)
              .map(n -> ": did you mean %{" + n + "}?")
              .orElse(": for an environment variable write %{reqenv:" + name + "}");
      throw in.error("There is no variable %{" + name + "}" + hint);
    }
    return new Word.Variable(name);
  }

  private void function(String name, int start) throws ExpressionException {
    if (!ExpressionNames.FUNCTIONS.contains(name)) {
      in.reset(start);
      String hint =
          ExpressionNames.nearestFunction(name).map(n -> ": did you mean " + n + "?").orElse("");
      throw in.error("There is no function " + name + hint);
    }
  }

  /** A string up to its quote, or to the end of the text for the quote NUL. */
  private Word inside(char quote) throws ExpressionException {
    List<Word> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (true) {
      if (in.end()) {
        if (quote != '\0') {
          throw in.error("The string has no " + quote + " at its end");
        }
        break;
      }
      char c = in.take();
      if (c == quote) {
        break;
      } else if (c == '\\' && !in.end()) {
        literal.append(escape(in.take()));
      } else if (c == '%' && in.peek() == '{') {
        in.take();
        flush(literal, parts);
        parts.add(reference());
      } else if (c == '$' && Character.isDigit(in.peek())) {
        flush(literal, parts);
        parts.add(new Word.Capture(in.take() - '0'));
      } else {
        literal.append(c);
      }
    }
    flush(literal, parts);
    if (parts.isEmpty()) {
      return new Word.Literal("");
    }
    return parts.size() == 1 ? parts.get(0) : new Word.Concatenation(parts);
  }

  private static char escape(char c) {
    return switch (c) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'b' -> '\b';
      default -> c;
    };
  }

  private static void flush(StringBuilder literal, List<Word> parts) {
    if (literal.length() > 0) {
      parts.add(new Word.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
