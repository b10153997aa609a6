package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.RewriteText;
import io.torii.config.RewriteText.Part;
import io.torii.directive.Nearest;
import io.torii.directive.expr.Expression.Word;
import io.torii.directive.expr.ExpressionNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads texts with {@code $1}, {@code %1} and <code>%{NAME}</code> in them; a backslash takes the
 * next character as it is (mod_rewrite's do_expand).
 */
final class RewriteTexts {

  private static final Set<String> CURRENT = Set.of("REQUEST_FILENAME", "SCRIPT_FILENAME");

  private static final Set<String> OF_FILES =
      Set.of("DOCUMENT_ROOT", "CONTEXT_DOCUMENT_ROOT", "PATH_INFO", "SCRIPT_USER", "SCRIPT_GROUP");

  private final String directive;
  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private RewriteTexts(String directive, String text) {
    this.directive = directive;
    this.text = text;
  }

  static RewriteText read(String directive, String text) throws InvalidValueException {
    return new RewriteTexts(directive, text).read();
  }

  private RewriteText read() throws InvalidValueException {
    while (at < text.length()) {
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      if (c == '\\' && next != 0) {
        literal.append(next);
        at += 2;
      } else if ((c == '%' || c == '$') && next == '{') {
        braces(c);
      } else if ((c == '%' || c == '$') && next >= '0' && next <= '9') {
        add(c == '$' ? new Part.RuleGroup(next - '0') : new Part.ConditionGroup(next - '0'));
        at += 2;
      } else {
        literal.append(c);
        at++;
      }
    }
    flush();
    return new RewriteText(parts);
  }

  private void braces(char kind) throws InvalidValueException {
    int end = closing();
    if (end < 0) {
      throw wrong(text.substring(at) + " has no \"}\" at its end");
    }
    String name = text.substring(at + 2, end);
    if (kind == '$') {
      throw wrong(
          "${"
              + name
              + "} would ask a RewriteMap, which is not understood: write a RewriteRule for each"
              + " key");
    }
    add(variable(name));
    at = end + 1;
  }

  private int closing() {
    int depth = 0;
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private Part variable(String name) throws InvalidValueException {
    String upper = name.toUpperCase(Locale.ROOT);
    if (CURRENT.contains(upper)) {
      return new Part.Current();
    }
    int colon = name.indexOf(':');
    if (colon >= 0) {
      return new Part.Variable(
          name, looked(name, upper.substring(0, colon), name.substring(colon + 1)));
    }
    if (OF_FILES.contains(upper)) {
      throw wrong(
          "%{"
              + name
              + "} is about httpd's own files, which there are none of here: write the"
              + " folder itself");
    }
    return new Part.Variable(name, new Word.Variable(known(name, upper)));
  }

  private Word looked(String name, String table, String key) throws InvalidValueException {
    if (key.isEmpty()) {
      throw wrong("%{" + name + "} names nothing behind its colon");
    }
    return switch (table) {
      case "ENV" -> new Word.Function("env", List.of(new Word.Literal(key)));
      case "HTTP" -> new Word.Function("http", List.of(new Word.Literal(key)));
      case "SSL" -> new Word.Variable(known(key, key.toUpperCase(Locale.ROOT)));
      case "LA-U", "LA-F" ->
          throw wrong(
              "%{"
                  + name
                  + "} looks ahead with a request of its own, which is not done: write the variable"
                  + " alone, or Require in a <Location> for what is about users");
      default ->
          throw wrong(
              "%{"
                  + name
                  + "} is no variable: there are %{ENV:NAME}, %{HTTP:Name} and"
                  + " %{SSL:NAME} with a colon");
    };
  }

  private String known(String name, String upper) throws InvalidValueException {
    if (ExpressionNames.VARIABLES.contains(upper) || upper.startsWith("SSL_")) {
      return upper;
    }
    throw wrong(
        "there is no variable %{"
            + name
            + "}"
            + Nearest.to(upper, ExpressionNames.VARIABLES)
                .map(near -> ": did you mean %{" + near + "}?")
                .orElse(": for an environment variable write %{ENV:" + name + "}"));
  }

  private void add(Part part) {
    flush();
    parts.add(part);
  }

  private void flush() {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private InvalidValueException wrong(String problem) {
    String end = problem.endsWith("?") ? "" : ".";
    return new InvalidValueException(directive + " \"" + text + "\": " + problem + end);
  }
}
