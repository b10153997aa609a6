package io.torii.directive.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

  private static Expression parse(String text) {
    try {
      return ExpressionParser.parse(text);
    } catch (ExpressionException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Records of the same shape are equal, but a Pattern is only equal to itself. */
  private static String shape(String text) {
    return parse(text).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "true || 'a' == 'b' && false ¦ true || ('a' == 'b' && false)",
        "! 'a' == 'b' && true        ¦ (!('a' == 'b')) && true",
        "not true or false           ¦ (! true) || false",
        "'a' == 'b'or true           ¦ 'a' == 'b' || true",
        "'a'=='b'&&!!true            ¦ ('a' == 'b') && (!(!true))",
        "'a' = 'b'                   ¦ 'a' == 'b'",
        "5 lt 3                      ¦ 5 -lt 3",
        "-n'a'                       ¦ (-n 'a')",
        "%{http_host} == 'a'         ¦ %{HTTP_HOST} == 'a'",
        "%{HTTP:Host} == 'a'         ¦ http('Host') == 'a'",
        "TOLOWER('A') == 'a'         ¦ %{tolower:A} == 'a'",
        "'a' -STRMATCH 'b*'          ¦ 'a' -strmatch 'b*'",
        "'a' -in { 'b' , 'c' }       ¦ 'a' in {'b','c'}",
        "'x' =~ m#a/b#i              ¦ 'x' =~ /a\\/b/i",
        "'x' == '\\101'              ¦ 'x' == 'A'",
        "'a' . 'b' == 'c'            ¦ ('a'.'b' == 'c')",
        "'a'\t==  \"a\"              ¦ 'a' == 'a'"
      })
  void differentSpellingsMeanTheSame(String one, String other) {
    assertThat(shape(one).replace("a\\/b", "a/b")).isEqualTo(shape(other).replace("a\\/b", "a/b"));
  }

  @Test
  void wordsBecomeTheirParts() throws ExpressionException {
    assertThat(
            ExpressionParser.parseString("$0-$1 %{HTTP_HOST} %{tolower:ABC%{req:X-Q}}}.b\\n'\"$x%"))
        .isEqualTo(
            new Expression.Word.Concatenation(
                List.of(
                    new Expression.Word.Capture(0),
                    new Expression.Word.Literal("-"),
                    new Expression.Word.Capture(1),
                    new Expression.Word.Literal(" "),
                    new Expression.Word.Variable("HTTP_HOST"),
                    new Expression.Word.Literal(" "),
                    new Expression.Word.Function(
                        "tolower",
                        List.of(
                            new Expression.Word.Concatenation(
                                List.of(
                                    new Expression.Word.Literal("ABC"),
                                    new Expression.Word.Function(
                                        "req", List.of(new Expression.Word.Literal("X-Q"))))))),
                    new Expression.Word.Literal("}.b\n'\"$x%"))));
  }

  /** Each of them is "Syntax OK" in apache2 2.4, as Require expr. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%{req:%{HTTP_HOST}} == 'a'",
        "%{ENV:FOO} == 'c'",
        "%{req:A\\}b} == 'x'",
        "%{req:a%b$c} == 'x'",
        "'a%b$c}d' == 'x'",
        "%{REQUEST_URI} =~ /a b/",
        "%{REQUEST_URI} =~ m'a'",
        "%{REQUEST_URI} =~ m.a.",
        "%{REQUEST_URI} =~ /a/ && 'x' == '$0'",
        "%{REQUEST_URI}=~m#a#||true",
        "%{REQUEST_URI} =~ /a/iand true",
        "%{REQUEST_URI} =~ //",
        "%{REMOTE_ADDR} -ipmatch '10.1'",
        "%{REMOTE_ADDR} -ipmatch '10.0.0.1/8'",
        "%{REMOTE_ADDR} -ipmatch '::1/128'",
        "%{REMOTE_ADDR} -ipmatch '10.0.0.0/255.0.0.0'",
        "-R '10.0.0.0/8'",
        "%{REQUEST_STATUS} -in {'405','410'}",
        "%{HTTP2} == 'on'",
        "5 -eq -3",
        "$1 == $2",
        "((true))",
        "'a' . tolower('b') . %{HTTP_HOST} == 'c'",
        "md5('a') == sha1('b')"
      })
  void whatHttpdTakesIsTaken(String text) {
    assertThat(parse(text)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "`` ¦ 1 ¦ Something is missing at the end",
        "true AND false ¦ 6 ¦ 'A' is not expected here",
        "TRUE ¦ 1 ¦ \"TRUE\" must stand in quotes, or be called with (…)",
        "nottrue ¦ 1 ¦ \"nottrue\" must stand in quotes, or be called with (…)",
        "true == false ¦ 6 ¦ '=' is not expected here",
        "'a' == 'b' == 'c' ¦ 12 ¦ '=' is not expected here",
        "('a' == 'b' ¦ 12 ¦ A ')' is missing",
        "'a' == 'b') ¦ 11 ¦ ')' is not expected here",
        "'a' 'b' ¦ 5 ¦ A comparison is missing: write an operator such as == or =~, or -n before the word",
        "%{HTTP_HOST} ¦ 13 ¦ A comparison is missing: write an operator such as == or =~, or -n before the word",
        "%{HTTP_HOSTT} == 'a' ¦ 3 ¦ There is no variable %{HTTP_HOSTT}: did you mean %{HTTP_HOST}?",
        "%{WHATEVER} == 'a' ¦ 3 ¦ There is no variable %{WHATEVER}: for an environment variable write %{reqenv:WHATEVER}",
        "-f %{REQUEST_FILENAME} ¦ 1 ¦ -f looks at files or makes further requests, which a proxy does not",
        "%{REQUEST_FILENAME} == 'a' ¦ 3 ¦ %{REQUEST_FILENAME} is about files, of which a proxy serves none",
        "-n file('/etc/passwd') ¦ 4 ¦ The function file reads files or directories, which a proxy does not",
        "tolowr('a') == 'a' ¦ 1 ¦ There is no function tolowr: did you mean tolower?",
        "-Q 'a' ¦ 1 ¦ There is no test -Q: there are -n, -z, -T and -R",
        "-ipmatch 'a' ¦ 1 ¦ A word is missing before -ipmatch",
        "'a' -ipmatc 'b' ¦ 5 ¦ There is no operator -ipmatc: did you mean -ipmatch?",
        "'a' -n 'b' ¦ 5 ¦ There is no operator -n",
        "'a' == -n ¦ 8 ¦ '-' is not expected here",
        "'a' -ipmatch '10.0.0.300/8' ¦ 5 ¦ -ipmatch takes an address or network such as '10.0.0.0/8', not '10.0.0.300/8'",
        "'a' -ipmatch %{HTTP_HOST} ¦ 5 ¦ -ipmatch takes a constant address or network in quotes, such as '10.0.0.0/8'",
        "-R 'localhost' ¦ 1 ¦ -R takes an address or network such as '10.0.0.0/8', not 'localhost'",
        "'a' in 'b' ¦ 8 ¦ A list in { } must follow 'in'",
        "'a' in {} ¦ 9 ¦ '}' is not expected here",
        "'a' in {'b' ¦ 12 ¦ The list has no '}'",
        "'x' =~ 'y' ¦ 8 ¦ A regular expression must follow, as /…/ or m#…#; the delimiter may be one of /#$%^,;:_?|-!.'\"",
        "'x' =~ m{y} ¦ 8 ¦ A regular expression must follow, as /…/ or m#…#; the delimiter may be one of /#$%^,;:_?|-!.'\"",
        "'x' =~ /y ¦ 10 ¦ The regular expression has no / at its end",
        "'x' =~ /y/m ¦ 11 ¦ The only flag of a regular expression is i, not m",
        "'x' =~ /y/ix ¦ 12 ¦ The only flag of a regular expression is i, not x",
        "'x' =~ /[/ ¦ 8 ¦ \"[\" is not a regular expression: the '[' at position 1 has no ']'",
        "'x' == 'y ¦ 10 ¦ The string has no ' at its end",
        "'%{HTTP_HOST' == 'x' ¦ 13 ¦ ''' cannot stand in a variable's name",
        "%{HTTP_HOST ¦ 12 ¦ The variable %{HTTP_HOST has no '}'",
        "%{} == 'x' ¦ 3 ¦ %{} names no variable",
        "%{X Y} == 'x' ¦ 4 ¦ ' ' cannot stand in a variable's name",
        "%{req:} == 'x' ¦ 7 ¦ %{req:} has no argument",
        "%{req:a == 'x' ¦ 15 ¦ A variable has no } at its end",
        "req('A', 'B') == 'x' ¦ 8 ¦ The call of req has no ')' behind its one argument",
        "'\\400' == 'x' ¦ 3 ¦ A backslash takes one to three octal digits up to 377, or a character that is no digit",
        "'\\9' == 'x' ¦ 3 ¦ A backslash takes one to three octal digits up to 377, or a character that is no digit",
        "$10 == 'a' ¦ 3 ¦ A comparison is missing: write an operator such as == or =~, or -n before the word"
      })
  void whatHttpdRefusesIsRefusedWithTheReason(String text, int position, String message) {
    ExpressionException e =
        catchThrowableOfType(ExpressionException.class, () -> ExpressionParser.parse(text));
    assertThat(e.getMessage())
        .isEqualTo(message + ", at position " + position + " of the expression: " + text);
    assertThat(e.position()).isEqualTo(position);
  }

  @Test
  void endlessNestingIsRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> ExpressionParser.parse("(".repeat(100_000)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith("The expression is nested more than 100 deep");
    assertThatThrownBy(() -> ExpressionParser.parse("!".repeat(100_000) + "true"))
        .isInstanceOf(ExpressionException.class);
    assertThatThrownBy(() -> ExpressionParser.parseString("%{tolower:".repeat(100_000)))
        .isInstanceOf(ExpressionException.class);
    assertThatThrownBy(() -> ExpressionParser.parse("true || ".repeat(100_000) + "true"))
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith("The expression has more than 1000 conditions");
  }

  @Test
  void rubbishIsRefusedAndNothingElseIsThrown() {
    String[] pieces = {
      "'",
      "\"",
      "%{",
      "}",
      "req:",
      "HTTP_HOST",
      " == ",
      "=~",
      "/",
      "m#",
      "\\",
      "$1",
      "(",
      ")",
      "!",
      "&&",
      "or ",
      "-n ",
      "-ipmatch ",
      "in",
      "{",
      ",",
      ".",
      "1",
      "[",
      "*",
      "true",
      "\u00e9",
      "\0"
    };
    Random random = new Random(20240711);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        ExpressionParser.parse(text.toString());
        taken++;
      } catch (ExpressionException e) {
        assertThat(e.position()).isBetween(1, text.length() + 1);
      }
    }
    assertThat(taken).isPositive();
  }
}
