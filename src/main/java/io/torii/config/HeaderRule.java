package io.torii.config;

import io.torii.directive.Origin;
import io.torii.directive.expr.Expression;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One Header or RequestHeader.
 *
 * @param always whether it also applies to responses that are not 2xx or our own ({@code Header
 *     always})
 * @param action what it does
 * @param name the field's name; for {@code note}, the field that is copied
 * @param value the value as a format, empty for unset; for an edit, the replacement; for {@code
 *     note}, the note's name
 * @param pattern what an edit looks for
 * @param condition when it applies
 */
public record HeaderRule(
    boolean always,
    Action action,
    String name,
    Format value,
    @Nullable Pattern pattern,
    Condition condition,
    Origin origin) {

  /** What happens to the field. */
  public enum Action {
    SET,
    APPEND,
    MERGE,
    ADD,
    UNSET,
    EDIT,
    EDIT_ALL,
    SET_IF_EMPTY,
    NOTE
  }

  /** When the rule applies. */
  public sealed interface Condition {

    record Always() implements Condition {}

    /** {@code env=VAR}, or {@code env=!VAR}. */
    record Env(String variable, boolean present) implements Condition {}

    /** {@code expr=…}. */
    record Expr(Expression expression) implements Condition {}
  }
}
