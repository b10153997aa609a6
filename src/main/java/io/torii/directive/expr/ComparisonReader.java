package io.torii.directive.expr;

import io.torii.directive.InvalidRegexException;
import io.torii.directive.Nearest;
import io.torii.directive.Regex;
import io.torii.directive.expr.Expression.Operator;
import io.torii.directive.expr.Expression.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads tests: {@code -n word}, {@code word == word}, {@code word =~ /regex/} and so on. */
final class ComparisonReader {

  /** Longer operators before those that they start with. */
  private static final Map<String, Operator> SYMBOLS = new LinkedHashMap<>();

  static {
    SYMBOLS.put("==", Operator.EQ);
    SYMBOLS.put("!=", Operator.NE);
    SYMBOLS.put("<=", Operator.LE);
    SYMBOLS.put(">=", Operator.GE);
    SYMBOLS.put("=", Operator.EQ);
    SYMBOLS.put("<", Operator.LT);
    SYMBOLS.put(">", Operator.GT);
  }

  /** What may stand around a regular expression behind an {@code m}, besides the slash. */
  private static final String DELIMITERS = "/#$%^,;:_?|-!.'\"";

  private final Scanner in;
  private final WordReader words;

  ComparisonReader(Scanner in, WordReader words) {
    this.in = in;
    this.words = words;
  }

  Expression test() throws ExpressionException {
    in.blanks();
    if (in.peek() == '-' && Scanner.letter(in.peek(1))) {
      return unary();
    }
    return comparison(words.word());
  }

  private Expression unary() throws ExpressionException {
    int start = in.position();
    in.take();
    String operator = "-" + in.name();
    if (ExpressionNames.UNARY.contains(operator)) {
      Word operand = words.word();
      if (operator.equals("-R")) {
        network(operator, operand, start);
      }
      return new Expression.UnaryTest(operator, operand);
    }
    in.reset(start);
    if (ExpressionNames.REFUSED.contains(operator)) {
      throw in.error(
          operator + " looks at files or makes further requests, which a proxy does not");
    }
    throw in.error(
        ExpressionNames.BINARY.contains(operator.toLowerCase(Locale.ROOT))
            ? "A word is missing before " + operator
            : "There is no test " + operator + ": there are -n, -z, -T and -R");
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
    for (Operator operator : Operator.values()) {
      String name = operator.name().toLowerCase(Locale.ROOT);
      if (in.keyword("-" + name) || in.keyword(name)) {
        return new Expression.IntegerComparison(left, operator, words.word());
      }
    }
    if (in.keyword("in") || in.keyword("-in")) {
      return membership(left);
    }
    if (in.peek() == '-' && Scanner.letter(in.peek(1))) {
      return binary(left);
    }
    throw in.error(
        "A comparison is missing: write an operator such as == or =~, or -n before the word");
  }

  private Expression binary(Word left) throws ExpressionException {
    int start = in.position();
    in.take();
    String written = "-" + in.name();
    String operator = written.toLowerCase(Locale.ROOT);
    if (!ExpressionNames.BINARY.contains(operator)) {
      in.reset(start);
      Set<String> known = ExpressionNames.BINARY;
      throw in.error("There is no operator " + written + hint(operator, known));
    }
    Word right = words.word();
    if (operator.equals("-ipmatch")) {
      network(operator, right, start);
    }
    return new Expression.BinaryTest(left, operator, right);
  }

  private static String hint(String operator, Set<String> known) {
    return Nearest.to(operator, known).map(n -> ": did you mean " + n + "?").orElse("");
  }

  /** httpd reads the network once, at start, so nothing in it may depend on the request. */
  private void network(String operator, Word word, int start) throws ExpressionException {
    boolean constant = word instanceof Word.Literal;
    if (!constant || !NetworkSyntax.valid(((Word.Literal) word).value())) {
      in.reset(start);
      throw in.error(
          operator
              + (constant
                  ? " takes an address or network such as '10.0.0.0/8', not '"
                      + ((Word.Literal) word).value()
                      + "'"
                  : " takes a constant address or network in quotes, such as '10.0.0.0/8'"));
    }
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

  /** {@code /regex/}, or {@code m} with another delimiter; {@code i} behind it ignores case. */
  private Expression regex(Word subject, boolean negated) throws ExpressionException {
    in.blanks();
    int start = in.position();
    boolean marked = in.peek() == 'm' && !in.end() && DELIMITERS.indexOf(in.peek(1)) >= 0;
    if (marked) {
      in.take();
    } else if (in.peek() != '/') {
      throw in.error(
          "A regular expression must follow, as /…/ or m#…#; the delimiter may be one of "
              + DELIMITERS);
    }
    char delimiter = in.take();
    String pattern = upTo(delimiter);
    boolean ignoreCase = in.peek() == 'i';
    if (ignoreCase) {
      in.take();
    }
    int behind = in.position();
    if (Scanner.letter(in.peek()) && !in.keyword("and") && !in.keyword("or")) {
      throw in.error("The only flag of a regular expression is i, not " + in.peek());
    }
    in.reset(behind);
    try {
      return new Expression.RegexMatch(subject, Regex.compile(pattern, ignoreCase), negated);
    } catch (InvalidRegexException e) {
      in.reset(start);
      throw in.error(String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  /**
   * The pattern. httpd ends it at the first delimiter even behind a backslash, which leaves a
   * pattern that never compiles: {@code /a\/b/} is taken as meant here.
   */
  private String upTo(char delimiter) throws ExpressionException {
    StringBuilder pattern = new StringBuilder();
    while (!in.end() && in.peek() != delimiter) {
      char c = in.take();
      if (c == '\\' && !in.end()) {
        pattern.append(c).append(in.take());
      } else {
        pattern.append(c);
      }
    }
    if (in.end()) {
      throw in.error("The regular expression has no " + delimiter + " at its end");
    }
    in.take();
    return pattern.toString();
  }
}
