package io.torii.rule;

import io.torii.config.RewriteCondition;
import io.torii.config.RewriteCondition.Kind;
import io.torii.config.RewriteCondition.Test;
import io.torii.directive.expr.Expression;
import io.torii.directive.expr.Expression.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;

/** Tests RewriteConds. */
final class RewriteConditions {

  private final Request request;
  private final Checks checks;
  private final Trail trail;
  private final RewriteValues values;

  RewriteConditions(Request request, Checks checks, Trail trail, RewriteValues values) {
    this.request = request;
    this.checks = checks;
    this.trail = trail;
    this.values = values;
  }

  /**
   * Whether all of them hold, where of those that OR joins one is enough: the first that holds
   * leaves out the others and the one behind the last OR.
   */
  boolean hold(List<RewriteCondition> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      boolean holds = holds(conditions.get(i));
      if (!holds && !conditions.get(i).orNext()) {
        return false;
      }
      while (holds && i < conditions.size() && conditions.get(i).orNext()) {
        i++;
      }
    }
    return true;
  }

  private boolean holds(RewriteCondition condition) {
    String subject = values.fill(condition.subject());
    boolean holds = test(condition, subject) != condition.negated();
    if (trail.listens()) {
      String of = condition.test() instanceof Test.Holds ? "" : " of \"" + subject + "\"";
      trail.add(
          "rewrite",
          "  RewriteCond " + condition.written() + of + (holds ? " holds" : " does not hold"));
    }
    return holds;
  }

  private boolean test(RewriteCondition condition, String subject) {
    if (condition.test() instanceof Test.Matches test) {
      Matcher found = PathSearch.find(test.pattern(), subject);
      if (found != null && !condition.negated()) {
        values.conditionMatched(found);
      }
      return found != null;
    } else if (condition.test() instanceof Test.Compares test) {
      return compares(test, subject);
    } else if (condition.test() instanceof Test.Counts test) {
      return checks.holds(
          new Expression.IntegerComparison(
              new Word.Literal(subject), test.operator(), new Word.Literal(test.value())),
          request);
    } else if (condition.test() instanceof Test.OnDisk test) {
      return onDisk(test.kind(), subject);
    }
    return checks.holds(
        ((Test.Holds) condition.test()).expression(),
        request,
        groups -> {
          if (!condition.negated()) {
            values.conditionMatched(groups);
          }
        });
  }

  private static boolean compares(Test.Compares test, String subject) {
    int order =
        test.ignoreCase()
            ? subject.compareToIgnoreCase(test.value())
            : compare(subject, test.value());
    return switch (test.operator()) {
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case NE -> order != 0;
      case EQ -> order == 0;
    };
  }

  /** The longer text is the greater one, as mod_rewrite has it. */
  private static int compare(String a, String b) {
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }

  private static boolean onDisk(Kind kind, String name) {
    if (name.isEmpty()) {
      return false;
    }
    try {
      Path path = Path.of(name);
      return switch (kind) {
        case FILE -> Files.isRegularFile(path);
        case FILLED_FILE -> Files.isRegularFile(path) && Files.size(path) > 0;
        case FOLDER -> Files.isDirectory(path);
        case LINK -> Files.isSymbolicLink(path);
        case EXECUTABLE -> Files.isExecutable(path);
      };
    } catch (InvalidPathException | IOException e) {
      return false;
    }
  }
}
