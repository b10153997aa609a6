package io.torii.directive.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.directive.expr.Expression.Operator;
import io.torii.directive.expr.Expression.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any expression that is written down is read as what it was; any other text is refused. */
class ExpressionPropertiesTest {

  private static final Map<Operator, String> SYMBOLS =
      Map.of(
          Operator.EQ, "==",
          Operator.NE, "!=",
          Operator.LT, "<",
          Operator.LE, "<=",
          Operator.GT, ">",
          Operator.GE, ">=");

  @Provide
  Arbitrary<Word> words() {
    Arbitrary<Word> literal =
        Arbitraries.strings()
            .withChars("ab1 .%$\\'\"}){鳥")
            .ofMaxLength(6)
            .map(text -> (Word) new Word.Literal(text));
    Arbitrary<Word> variable =
        Arbitraries.of("REMOTE_ADDR", "HTTP_HOST", "SSL_CIPHER", "TIME").map(Word.Variable::new);
    Arbitrary<Word> capture = Arbitraries.integers().between(0, 9).map(Word.Capture::new);
    Arbitrary<Word> function =
        Combinators.combine(Arbitraries.of("req", "env", "tolower", "md5"), literal)
            .as((name, argument) -> new Word.Function(name, List.of(argument)));
    return Arbitraries.oneOf(literal, variable, capture, function);
  }

  @Provide
  Arbitrary<Expression> expressions() {
    Arbitrary<Word> word = words();
    Arbitrary<Operator> operator = Arbitraries.of(Operator.class);
    Arbitrary<Expression> leaf =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(Expression.Constant::new),
            Combinators.combine(word, operator, word).as(Expression.StringComparison::new),
            Combinators.combine(word, operator, word).as(Expression.IntegerComparison::new),
            Combinators.combine(Arbitraries.of("-n", "-z", "-T"), word)
                .as(Expression.UnaryTest::new),
            Combinators.combine(word, Arbitraries.of("-strmatch", "-fnmatch"), word)
                .as(Expression.BinaryTest::new),
            Combinators.combine(word, word.list().ofMinSize(1).ofMaxSize(3))
                .as(Expression.Membership::new));
    return nested(leaf, 3);
  }

  private static Arbitrary<Expression> nested(Arbitrary<Expression> leaf, int deep) {
    if (deep == 0) {
      return leaf;
    }
    Arbitrary<Expression> inner = nested(leaf, deep - 1);
    return Arbitraries.oneOf(
        leaf,
        inner.map(Expression.Not::new),
        Combinators.combine(inner, inner).as(Expression.And::new),
        Combinators.combine(inner, inner).as(Expression.Or::new));
  }

  private static String written(Word word) {
    if (word instanceof Word.Literal literal) {
      return '\'' + literal.value().replaceAll("([\\\\'%$])", "\\\\$1") + '\'';
    }
    if (word instanceof Word.Variable variable) {
      return "%{" + variable.name() + "}";
    }
    if (word instanceof Word.Capture capture) {
      return "$" + capture.group();
    }
    Word.Function function = (Word.Function) word;
    return function.name() + "(" + written(function.arguments().get(0)) + ")";
  }

  /** With no more parentheses than it takes. */
  private static String written(Expression expression, int binding) {
    if (expression instanceof Expression.Or or) {
      return around(written(or.left(), 0) + " || " + written(or.right(), 1), binding > 0);
    }
    if (expression instanceof Expression.And and) {
      return around(written(and.left(), 1) + " && " + written(and.right(), 2), binding > 1);
    }
    if (expression instanceof Expression.Not not) {
      return "!" + written(not.operand(), 2);
    }
    if (expression instanceof Expression.Constant constant) {
      return Boolean.toString(constant.value());
    }
    if (expression instanceof Expression.UnaryTest test) {
      return test.operator() + " " + written(test.operand());
    }
    if (expression instanceof Expression.BinaryTest test) {
      return written(test.left()) + " " + test.operator() + " " + written(test.right());
    }
    if (expression instanceof Expression.Membership in) {
      return in.list().stream()
          .map(ExpressionPropertiesTest::written)
          .collect(Collectors.joining(", ", written(in.subject()) + " in { ", " }"));
    }
    if (expression instanceof Expression.IntegerComparison compared) {
      String name = compared.operator().name().toLowerCase(Locale.ROOT);
      return written(compared.left()) + " -" + name + " " + written(compared.right());
    }
    Expression.StringComparison compared = (Expression.StringComparison) expression;
    return written(compared.left())
        + " "
        + SYMBOLS.get(compared.operator())
        + " "
        + written(compared.right());
  }

  private static String around(String text, boolean parentheses) {
    return parentheses ? "(" + text + ")" : text;
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("expressions") Expression expression)
      throws ExpressionException {
    assertThat(ExpressionParser.parse(written(expression, 0))).isEqualTo(expression);
  }

  @Property(tries = 300)
  void whatIsCutOrPatchedIsReadOrRefused(
      @ForAll("expressions") Expression expression,
      @ForAll @IntRange(max = 200) int at,
      @ForAll("patches") String patch) {
    String whole = written(expression, 0);
    int cut = Math.min(at, whole.length());
    for (String text :
        List.of(whole.substring(0, cut), whole.substring(0, cut) + patch + whole.substring(cut))) {
      try {
        assertThat(ExpressionParser.parse(text)).isNotNull();
      } catch (ExpressionException e) {
        assertThat(e).message().isNotBlank();
      }
      try {
        assertThat(ExpressionParser.parseString(text)).isNotNull();
      } catch (ExpressionException e) {
        assertThat(e).message().isNotBlank();
      }
    }
  }

  @Provide
  Arbitrary<String> patches() {
    return Arbitraries.of(
        "(",
        ")",
        "!",
        "'",
        "\"",
        "%{",
        "}",
        "$",
        "\\",
        "m#",
        "/",
        "=~",
        "-",
        "{",
        " in ",
        ",",
        ".",
        "\0",
        "\ud83d",
        "((((((((",
        "req(",
        "%{req:",
        "-ipmatch",
        "&&",
        "9999999999");
  }

  /** However deep: the parser has a stack, and its users too. */
  @Property(tries = 20)
  void noDepthIsTooMuchToBeRefused(
      @ForAll @IntRange(min = 1001, max = 200_000) int deep, @ForAll("openings") String opening) {
    try {
      ExpressionParser.parse(opening.repeat(deep) + "true");
    } catch (ExpressionException e) {
      assertThat(e).message().isNotBlank();
      return;
    }
    throw new AssertionError("nested " + deep + " times");
  }

  @Provide
  Arbitrary<String> openings() {
    return Arbitraries.of("(", "!", "not ", "req(", "%{req:", "'%{req:", "true || ", "1 == 1 && ");
  }
}
