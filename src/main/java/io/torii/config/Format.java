package io.torii.config;

import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A parsed format string, of LogFormat and CustomLog or of Header and RequestHeader.
 *
 * @param source as written
 * @param tokens its parts in order
 */
public record Format(String source, List<Token> tokens) {

  public Format {
    tokens = List.copyOf(tokens);
  }

  /** A format of plain text alone. */
  public static Format literal(String text) {
    return new Format(text, text.isEmpty() ? List.of() : List.of(new Token.Text(text)));
  }

  /** True if it is the same for every request. */
  public boolean constant() {
    return tokens.stream().allMatch(Token.Text.class::isInstance);
  }

  /** The text of a {@linkplain #constant() constant} format. */
  public String text() {
    return tokens.stream()
        .map(t -> t instanceof Token.Text text ? text.text() : "")
        .collect(Collectors.joining());
  }

  /** A part of a format. */
  public sealed interface Token {

    record Text(String text) implements Token {}

    /**
     * A directive such as {@code %>s} or <code>%!200,304{Referer}i</code>.
     *
     * @param letter the directive: {@code h}, {@code t}, {@code ^FB} and so on, without braces
     * @param argument what stood in braces, or empty
     * @param statuses the statuses it is limited to; empty for all
     * @param negated whether the statuses are those it is left out for
     * @param last true for {@code >}, the final request after internal redirects; false for {@code
     *     <}
     */
    record Variable(
        String letter, String argument, Set<Integer> statuses, boolean negated, boolean last)
        implements Token {
      public Variable {
        statuses = Set.copyOf(statuses);
      }
    }

    /** A whole request as a JSON object: the format {@code json}, by itself. */
    record Json() implements Token {}

    /** {@code expr=…} as the whole value of a Header: a string expression. */
    record StringExpression(Expression.Word word) implements Token {}
  }
}
