package io.torii.config;

import io.torii.directive.expr.Expression.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A text of RewriteRule or RewriteCond, with what is filled in for each request (mod_rewrite). */
public record RewriteText(List<Part> parts) {

  public RewriteText {
    parts = List.copyOf(parts);
  }

  /** A piece of such a text. */
  public sealed interface Part {

    /** As it stands, escapes resolved. */
    record Literal(String text) implements Part {}

    /** {@code $n}: a group of the rule's pattern. */
    record RuleGroup(int number) implements Part {}

    /** {@code %n}: a group of the last condition that matched. */
    record ConditionGroup(int number) implements Part {}

    /**
     * <code>%{NAME}</code>.
     *
     * @param name what stands in the braces
     */
    record Variable(String name, Word value) implements Part {}

    /**
     * <code>%{REQUEST_FILENAME}</code>, which outside of directories is the path as the rules have
     * it by now.
     */
    record Current() implements Part {}
  }

  /** The literal text at its start; empty if it starts with anything else. */
  public String start() {
    return !parts.isEmpty() && parts.get(0) instanceof Part.Literal literal ? literal.text() : "";
  }

  /** The part behind {@link #start}. */
  public Optional<Part> second() {
    int index = start().isEmpty() ? 0 : 1;
    return index < parts.size() ? Optional.of(parts.get(index)) : Optional.empty();
  }

  /** As it is written, for explanations. */
  @Override
  public String toString() {
    return parts.stream().map(RewriteText::written).collect(Collectors.joining());
  }

  private static String written(Part part) {
    if (part instanceof Part.Literal literal) {
      return literal.text();
    } else if (part instanceof Part.RuleGroup group) {
      return "$" + group.number();
    } else if (part instanceof Part.ConditionGroup group) {
      return "%" + group.number();
    }
    return "%{" + (part instanceof Part.Variable v ? v.name() : "REQUEST_FILENAME") + "}";
  }
}
