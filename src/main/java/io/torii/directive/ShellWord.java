package io.torii.directive;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The right side of a shell assignment: quotes, backslashes, {@code $NAME}, <code>${NAME}</code>
 * and <code>${NAME:-default}</code>.
 */
final class ShellWord {

  private final String text;
  private final UnaryOperator<String> variables;
  private final StringBuilder out = new StringBuilder();
  private int at;

  ShellWord(String text, UnaryOperator<String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /** Empty if it holds something that only a shell can work out, such as a command. */
  Optional<String> value() {
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        quote = 0;
      } else if (quote == '\'') {
        out.append(c);
      } else if (c == '$') {
        if (!variable()) {
          return Optional.empty();
        }
      } else if (c == '`') {
        return Optional.empty();
      } else if (c == '\\' && at < text.length()) {
        escape(quote == '"');
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == 0 && (c == ';' || Words.blank(c))) {
        return Optional.of(out.toString());
      } else {
        out.append(c);
      }
    }
    return quote == 0 ? Optional.of(out.toString()) : Optional.empty();
  }

  /** In double quotes a backslash stands for itself except in front of what is special there. */
  private void escape(boolean quoted) {
    char c = text.charAt(at++);
    if (quoted && "$`\"\\".indexOf(c) < 0) {
      out.append('\\');
    }
    out.append(c);
  }

  private boolean variable() {
    if (at < text.length() && text.charAt(at) == '{') {
      int close = text.indexOf('}', at);
      return close > 0 && braced(text.substring(at + 1, close), close);
    }
    int end = nameEnd(text, at);
    if (end == at) {
      return false;
    }
    out.append(variables.apply(text.substring(at, end)));
    at = end;
    return true;
  }

  private boolean braced(String inner, int close) {
    int end = nameEnd(inner, 0);
    if (end == 0) {
      return false;
    }
    String value = variables.apply(inner.substring(0, end));
    String operator = inner.substring(end);
    at = close + 1;
    if (operator.isEmpty()) {
      out.append(value);
      return true;
    }
    boolean fallback =
        operator.startsWith(":-")
            || operator.startsWith(":=")
            || operator.startsWith("-")
            || operator.startsWith("=");
    if (!fallback || operator.indexOf('$') >= 0) {
      return false;
    }
    out.append(value.isEmpty() ? operator.substring(operator.startsWith(":") ? 2 : 1) : value);
    return true;
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && nameCharacter(text.charAt(end), end == from)) {
      end++;
    }
    return end;
  }

  private static boolean nameCharacter(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  }
}
