package io.torii.directive.expr;

import io.torii.directive.expr.Expression.Word;

/**
 * Reads conditions in httpd's expression syntax (ap_expr): {@code ||} binds weakest, then {@code
 * &&}, then {@code !}, then comparisons. Keywords are in lower case.
 */
public final class ExpressionParser {

  /** As many conditions joined by and and or as anybody writes; each takes stack later. */
  private static final int MOST_CONDITIONS = 1000;

  private final Scanner in;
  private final WordReader words;
  private final ComparisonReader comparisons;
  private int conditions;

  private ExpressionParser(String text) {
    in = new Scanner(text);
    words = new WordReader(in);
    comparisons = new ComparisonReader(in, words);
  }

  /**
   * Reads a condition.
   *
   * @throws ExpressionException if it is none
   */
  public static Expression parse(String text) throws ExpressionException {
    ExpressionParser parser = new ExpressionParser(text);
    Expression expression = parser.or();
    parser.in.blanks();
    if (!parser.in.end()) {
      throw parser.in.error("'" + parser.in.peek() + "' is not expected here");
    }
    return expression;
  }

  /**
   * Reads a string expression: text with variables, functions and captures in it.
   *
   * @throws ExpressionException if one of those is wrong
   */
  public static Word parseString(String text) throws ExpressionException {
    return new ExpressionParser(text).words.rest();
  }

  private Expression or() throws ExpressionException {
    Expression left = and();
    while (in.symbol("||") || in.keyword("or")) {
      left = new Expression.Or(left, and());
    }
    return left;
  }

  private Expression and() throws ExpressionException {
    Expression left = not();
    while (in.symbol("&&") || in.keyword("and")) {
      left = new Expression.And(left, not());
    }
    return left;
  }

  private Expression not() throws ExpressionException {
    in.blanks();
    boolean negation = in.peek() == '!' && in.peek(1) != '=' && in.peek(1) != '~';
    if (negation) {
      in.take();
    }
    if (!negation && !in.keyword("not")) {
      return primary();
    }
    in.enter();
    Expression operand = not();
    in.leave();
    return new Expression.Not(operand);
  }

  private Expression primary() throws ExpressionException {
    if (++conditions > MOST_CONDITIONS) {
      throw in.error("The expression has more than " + MOST_CONDITIONS + " conditions");
    }
    if (in.symbol("(")) {
      in.enter();
      Expression inner = or();
      in.leave();
      if (!in.symbol(")")) {
        throw in.error("A ')' is missing");
      }
      return inner;
    }
    if (in.keyword("true")) {
      return new Expression.Constant(true);
    }
    if (in.keyword("false")) {
      return new Expression.Constant(false);
    }
    return comparisons.test();
  }
}
