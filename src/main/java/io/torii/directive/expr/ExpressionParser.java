package io.torii.directive.expr;

import io.torii.directive.InvalidRegexException;
import io.torii.directive.Regex;
import io.torii.directive.expr.Expression.Operator;
import io.torii.directive.expr.Expression.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads conditions in httpd's expression syntax: {@code ||} binds weakest, then {@code &&}, then
 * {@code !}, then comparisons.
 */
public final class ExpressionParser {

  /** Longer operators before those that they start with. */
  private static final Map<String, Operator> SYMBOLS = new LinkedHashMap<>();

  private static final Map<String, Operator> INTEGER = new LinkedHashMap<>();

  private static final Map<String, Operator> WORDS = new LinkedHashMap<>();

  static {
    SYMBOLS.put("==", Operator.EQ);
    SYMBOLS.put("!=", Operator.NE);
    SYMBOLS.put("<=", Operator.LE);
    SYMBOLS.put(">=", Operator.GE);
    SYMBOLS.put("=", Operator.EQ);
    SYMBOLS.put("<", Operator.LT);
    SYMBOLS.put(">", Operator.GT);
    for (Operator operator : Operator.values()) {
      String name = operator.name().toLowerCase(Locale.ROOT);
      INTEGER.put("-" + name, operator);
      WORDS.put(name, operator);
    }
  }

  private final Scanner in;
  private final WordReader words;

  private ExpressionParser(String text) {
    in = new Scanner(text);
    words = new WordReader(in);
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
    if (in.peek() == '!' && in.peek(1) != '=' && in.peek(1) != '~') {
      in.take();
      return new Expression.Not(not());
    }
    if (in.keyword("not")) {
      return new Expression.Not(not());
    }
    return primary();
  }

  private Expression primary() throws ExpressionException {
    if (in.symbol("(")) {
      Expression inner = or();
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
    in.blanks();
    if (in.peek() == '-' && Character.isLetter(in.peek(1))) {
      return unary();
    }
    return comparison(words.word());
  }

  private Expression unary() throws ExpressionException {
    int start = in.position();
    in.take();
    String operator = "-" + in.name();
    if (ExpressionNames.UNARY.contains(operator)) {
      return new Expression.UnaryTest(operator, words.word());
    }
    in.reset(start);
    if (ExpressionNames.REFUSED.contains(operator)) {
      throw in.error(
          operator + " tests files or makes further requests, which a proxy has none of");
    }
    throw in.error("There is no test " + operator);
  }

  private Expression comparison(Word left) throws ExpressionException {
    if (in.symbol("=~")) {
      return regex(left, false);
    }
    if (in.symbol("!~")) {
      return regex(left, true);
    }
    for (Map.Entry<String, Operator> symbol : SYMBOLS.entrySet()) {
      if (in.symbol(symbol.getKey())) {
        return new Expression.StringComparison(left, symbol.getValue(), words.word());
      }
    }
    for (Map.Entry<String, Operator> name : INTEGER.entrySet()) {
      if (in.keyword(name.getKey())) {
        return new Expression.IntegerComparison(left, name.getValue(), words.word());
      }
    }
    for (String test : ExpressionNames.BINARY) {
      if (in.keyword(test)) {
        return new Expression.BinaryTest(left, test, words.word());
      }
    }
    if (in.keyword("in")) {
      return membership(left);
    }
    for (Map.Entry<String, Operator> name : WORDS.entrySet()) {
      if (in.keyword(name.getKey())) {
        return new Expression.IntegerComparison(left, name.getValue(), words.word());
      }
    }
    throw in.error(
        "A comparison is missing: write an operator such as == or =~, or -n before the word");
  }

  private Expression membership(Word left) throws ExpressionException {
    if (!in.symbol("{")) {
      throw in.error("A list in { } must follow 'in'");
    }
    List<Word> list = new ArrayList<>();
    do {
      list.add(words.word());
    } while (in.symbol(","));
    if (!in.symbol("}")) {
      throw in.error("The list has no '}'");
    }
    return new Expression.Membership(left, list);
  }

  /** {@code /regex/flags}, or {@code m} with another delimiter. */
  private Expression regex(Word subject, boolean negated) throws ExpressionException {
    in.blanks();
    if (in.peek() == 'm') {
      in.take();
    }
    if (in.end() || Character.isWhitespace(in.peek()) || Scanner.wordCharacter(in.peek())) {
      throw in.error("A regular expression in /slashes/ must follow");
    }
    char delimiter = in.take();
    StringBuilder pattern = new StringBuilder();
    while (!in.end() && in.peek() != delimiter) {
      char c = in.take();
      if (c == '\\' && in.peek() == delimiter) {
        c = in.take();
      } else if (c == '\\' && !in.end()) {
        pattern.append(c);
        c = in.take();
      }
      pattern.append(c);
    }
    if (in.end()) {
      throw in.error("The regular expression has no " + delimiter + " at its end");
    }
    in.take();
    String flags = in.name();
    if (!flags.matches("[ims]*")) {
      throw in.error("A regular expression's flags are i, m and s, not " + flags);
    }
    String prefix = flags.replace("i", "").isEmpty() ? "" : "(?" + flags.replace("i", "") + ")";
    try {
      return new Expression.RegexMatch(
          subject, Regex.compile(prefix + pattern, flags.contains("i")), negated);
    } catch (InvalidRegexException e) {
      throw in.error(String.valueOf(e.getMessage()));
    }
  }
}
