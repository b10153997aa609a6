package io.torii.config;

import io.torii.directive.expr.Expression;
import io.torii.directive.expr.Expression.Operator;
import java.util.regex.Pattern;

/**
 * One RewriteCond.
 *
 * @param subject what is tested; empty for an expression
 * @param negated whether the test is to fail
 * @param orNext whether it is enough that this one or the next one holds
 * @param written as it stands in the file, for explanations
 */
public record RewriteCondition(
    RewriteText subject, Test test, boolean negated, boolean orNext, String written) {

  /** What is asked about the subject. */
  public sealed interface Test {

    /** A regular expression that is found anywhere; its groups are {@code %n} from then on. */
    record Matches(Pattern pattern) implements Test {}

    /** {@code =}, {@code <}, {@code >}, {@code <=} and {@code >=}. */
    record Compares(Operator operator, String value, boolean ignoreCase) implements Test {}

    /** {@code -eq}, {@code -lt} and their kin. */
    record Counts(Operator operator, String value) implements Test {}

    /** {@code -f}, {@code -d} and their kin. */
    record OnDisk(Kind kind) implements Test {}

    /** {@code expr}: there is no subject. */
    record Holds(Expression expression) implements Test {}
  }

  /** What may lie on disk. */
  public enum Kind {
    /** {@code -f}. */
    FILE,
    /** {@code -s}: not empty. */
    FILLED_FILE,
    /** {@code -d}. */
    FOLDER,
    /** {@code -L}, {@code -l} and {@code -h}. */
    LINK,
    /** {@code -x}. */
    EXECUTABLE
  }
}
