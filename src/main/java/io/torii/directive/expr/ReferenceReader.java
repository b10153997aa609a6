package io.torii.directive.expr;

import io.torii.directive.expr.Expression.Word;
import java.util.List;
import java.util.Locale;

/**
 * Reads <code>%{NAME}</code>, <code>%{function:argument}</code> and {@code function(word)}. Case
 * does not count in names; variables come out in upper case, functions in lower case.
 */
final class ReferenceReader {

  private final Scanner in;
  private final WordReader words;

  ReferenceReader(Scanner in, WordReader words) {
    this.in = in;
    this.words = words;
  }

  /** {@code name(argument)}. */
  Word call() throws ExpressionException {
    int start = in.position();
    String name = in.name();
    if (!in.symbol("(")) {
      in.reset(start);
      throw in.error("\"" + name + "\" must stand in quotes, or be called with (…)");
    }
    String function = function(name, start);
    in.enter();
    Word argument = words.word();
    in.leave();
    if (!in.symbol(")")) {
      throw in.error("The call of " + name + " has no ')' behind its one argument");
    }
    return new Word.Function(function, List.of(argument));
  }

  /** A variable, or a function with the rest of the braces as its argument. */
  Word reference() throws ExpressionException {
    in.take();
    in.take();
    int start = in.position();
    String name = in.name();
    if (in.peek() == ':' && !name.isEmpty()) {
      in.take();
      if (name.equalsIgnoreCase("SSL")) {
        return sslVariable(name);
      }
      return new Word.Function(function(name, start), List.of(argument(name)));
    }
    if (in.end()) {
      throw in.error("The variable %{" + name + " has no '}'");
    }
    if (name.isEmpty() || in.peek() != '}') {
      throw in.error(
          in.peek() == '}'
              ? "%{} names no variable"
              : "'" + in.peek() + "' cannot stand in a variable's name");
    }
    in.take();
    return variable(name, start);
  }

  /** <code>%{SSL:NAME}</code> is mod_rewrite's way to write <code>%{NAME}</code>. */
  private Word sslVariable(String prefix) throws ExpressionException {
    int start = in.position();
    String name = in.name();
    if (name.isEmpty() || in.peek() != '}') {
      throw in.error("%{" + prefix + ":} takes the name of a variable");
    }
    in.take();
    return variable(name, start);
  }

  private Word argument(String name) throws ExpressionException {
    if (in.peek() == '}') {
      throw in.error("%{" + name + ":} has no argument");
    }
    in.enter();
    Word argument = words.inside('}');
    in.leave();
    return argument;
  }

  private Word variable(String name, int start) throws ExpressionException {
    String upper = name.toUpperCase(Locale.ROOT);
    if (ExpressionNames.knowsVariable(upper)) {
      return new Word.Variable(upper);
    }
    in.reset(start);
    if (ExpressionNames.FILE_VARIABLES.contains(upper)) {
      throw in.error("%{" + name + "} is about files, of which a proxy serves none");
    }
    String hint =
        ExpressionNames.nearestVariable(name)
            .map(n -> ": did you mean %{" + n + "}?")
            .orElse(": for an environment variable write %{reqenv:" + name + "}");
    throw in.error("There is no variable %{" + name + "}" + hint);
  }

  private String function(String name, int start) throws ExpressionException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (ExpressionNames.FUNCTIONS.contains(lower)) {
      return lower;
    }
    in.reset(start);
    if (ExpressionNames.REFUSED_FUNCTIONS.contains(lower)) {
      throw in.error(
          "The function " + name + " reads files or directories, which a proxy does not");
    }
    String hint =
        ExpressionNames.nearestFunction(name).map(n -> ": did you mean " + n + "?").orElse("");
    throw in.error("There is no function " + name + hint);
  }
}
