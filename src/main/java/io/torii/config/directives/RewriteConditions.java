package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.RewriteCondition;
import io.torii.config.RewriteCondition.Kind;
import io.torii.config.RewriteCondition.Test;
import io.torii.config.RewriteText;
import io.torii.directive.Nearest;
import io.torii.directive.expr.Expression.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads RewriteCond. */
final class RewriteConditions {

  private static final String USAGE = "%{VARIABLE} test [flags]";

  private static final Map<String, Kind> ON_DISK =
      Map.of(
          "-f", Kind.FILE,
          "-s", Kind.FILLED_FILE,
          "-d", Kind.FOLDER,
          "-l", Kind.LINK,
          "-L", Kind.LINK,
          "-h", Kind.LINK,
          "-x", Kind.EXECUTABLE);

  private static final List<String> FLAGS = List.of("NC", "OR", "NV", "nocase", "ornext", "novary");

  private RewriteConditions() {}

  static RewriteCondition read(Statement s) throws InvalidValueException {
    RewriteArguments words = RewriteArguments.of(s, USAGE);
    boolean ignoreCase = false;
    boolean orNext = false;
    for (String flag : words.flags()) {
      switch (flag.toLowerCase(Locale.ROOT)) {
        case "nc", "nocase" -> ignoreCase = true;
        case "or", "ornext" -> orNext = true;
        case "nv", "novary" -> {
          // what Vary says is the member's business: httpd drops its own where it proxies or fails
        }
        default ->
            throw new InvalidValueException(
                "RewriteCond has no flag \"" + flag + "\"" + Nearest.hint(flag, FLAGS));
      }
    }
    boolean negated = words.second().startsWith("!");
    String test = negated ? words.second().substring(1) : words.second();
    boolean expression = words.first().equalsIgnoreCase("expr");
    return new RewriteCondition(
        expression ? new RewriteText(List.of()) : RewriteTexts.read("RewriteCond", words.first()),
        expression
            ? new Test.Holds(Syntax.condition("RewriteCond expr", test))
            : test(s, test, ignoreCase),
        negated,
        orNext,
        words.first() + " " + words.second());
  }

  private static Test test(Statement s, String test, boolean ignoreCase)
      throws InvalidValueException {
    if (test.equals("-U") || test.equals("-F")) {
      throw new InvalidValueException(
          "RewriteCond "
              + test
              + " makes a request of its own, which is not done: write -f or -d with the path of a"
              + " file, or a regular expression.");
    }
    Test found = disk(test);
    if (found == null) {
      found = number(test);
    }
    if (found != null) {
      if (ignoreCase) {
        s.warn("RewriteCond: NC has no effect with \"" + test + "\" (AH00665): remove it.");
      }
      return found;
    }
    return test.length() > 1 && "<>=".indexOf(test.charAt(0)) >= 0
        ? comparison(test, ignoreCase)
        : new Test.Matches(Syntax.regex("RewriteCond", test, ignoreCase));
  }

  private static @Nullable Test disk(String test) {
    Kind kind = ON_DISK.get(test);
    return kind == null ? null : new Test.OnDisk(kind);
  }

  /** {@code -eq5}: an operator and a number behind it, both in one word. */
  private static @Nullable Test number(String test) {
    if (test.length() < 4 || test.charAt(0) != '-') {
      return null;
    }
    for (Operator operator : Operator.values()) {
      if (test.startsWith(operator.name().toLowerCase(Locale.ROOT), 1)) {
        return new Test.Counts(operator, test.substring(3));
      }
    }
    return null;
  }

  private static Test comparison(String test, boolean ignoreCase) {
    boolean equal = test.charAt(1) == '=' && test.charAt(0) != '=';
    String value = test.substring(equal ? 2 : 1);
    Operator operator =
        switch (test.charAt(0)) {
          case '<' -> equal ? Operator.LE : Operator.LT;
          case '>' -> equal ? Operator.GE : Operator.GT;
          default -> Operator.EQ;
        };
    boolean empty = operator == Operator.EQ && value.equals("\"\"");
    return new Test.Compares(operator, empty ? "" : value, ignoreCase);
  }
}
