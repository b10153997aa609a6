package io.torii.config.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.Format;
import io.torii.config.Format.Token;
import io.torii.config.Format.Token.Text;
import io.torii.config.Format.Token.Variable;
import io.torii.config.InvalidValueException;
import io.torii.directive.expr.Expression.Word;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "A", "b", "B", "D", "f", "h", "H", "I", "k", "l", "L", "m", "O", "p", "P", "q", "r",
        "R", "s", "S", "t", "T", "u", "U", "v", "V", "X", "^FB"
      })
  void takesEveryDirectiveWithoutAName(String letter) throws Exception {
    boolean original = "sUTDrR".contains(letter);

    assertThat(log("%" + letter)).containsExactly(variable(letter, "", !original));
  }

  @ParameterizedTest
  @CsvSource({
    "a,c",
    "h,c",
    "L,c",
    "p,canonical",
    "p,local",
    "p,remote",
    "P,pid",
    "P,tid",
    "P,hextid",
    "T,ms",
    "T,us",
    "T,s",
    "t,%Y-%m-%d",
    "t,begin:sec",
    "t,end:usec_frac",
    "t,msec",
    "C,JSESSIONID",
    "e,BALANCER_NAME",
    "i,User-Agent",
    "n,proxy-status",
    "o,Set-Cookie",
    "^ti,X-Trailer",
    "^to,X-Trailer",
    "x,SSL_PROTOCOL"
  })
  void takesEveryNameInBraces(String letter, String name) throws Exception {
    assertThat(log("%{" + name + "}" + letter))
        .containsExactly(variable(letter, name, !letter.equals("T")));
  }

  @Test
  void theRequestLineIsTheFirstsAndStatusTheLastsWhenAsked() throws Exception {
    assertThat(log("%s%>s%<s%r%>r%u%<u"))
        .containsExactly(
            variable("s", "", false),
            variable("s", "", true),
            variable("s", "", false),
            variable("r", "", false),
            variable("r", "", true),
            variable("u", "", true),
            variable("u", "", false));
  }

  @Test
  void statusesLimitADirective() throws Exception {
    assertThat(
            log(
                "%400,501{User-agent}i%!200,304,302{Referer}i%>404s%{x}200o%!i"
                    .replace("%!i", "%!{a}i")))
        .containsExactly(
            new Variable("i", "User-agent", Set.of(400, 501), false, true),
            new Variable("i", "Referer", Set.of(200, 304, 302), true, true),
            new Variable("s", "", Set.of(404), false, true),
            new Variable("o", "x", Set.of(200), false, true),
            new Variable("i", "a", Set.of(), false, true));
  }

  @Test
  void escapesAndPercentSignsAreText() throws Exception {
    assertThat(log("100%% \\\"a\\\"\\t\\n\\\\\\x%h\\"))
        .containsExactly(new Text("100% \"a\"\t\n\\\\x"), variable("h", "", true), new Text("\\"));
    assertThat(log("%%h")).containsExactly(new Text("%h"));
    assertThat(log("")).isEmpty();
  }

  @Test
  void theBuiltInFormatsAreHttpds() throws Exception {
    assertThat(FormatParser.builtIn("common").orElseThrow().source())
        .isEqualTo("%h %l %u %t \"%r\" %>s %b");
    Format combined = FormatParser.builtIn("combined").orElseThrow();
    assertThat(combined.source())
        .isEqualTo("%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"");
    assertThat(combined.tokens())
        .startsWith(variable("h", "", true), new Text(" "), variable("l", "", true))
        .endsWith(variable("i", "User-Agent", true), new Text("\""));
    assertThat(FormatParser.builtIn("vhost_combined")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "%y | \"%y\" is no directive of a log format.",
        "%h %>400z | \"%>400z\" is no directive of a log format.",
        "100% | \"%\" is no directive of a log format, write %% for a percent sign.",
        "% h | \"% \" is no directive of a log format.",
        "%^ab | \"%^ab\" is no directive of a log format.",
        "%^F | \"%^F\" is no directive of a log format.",
        "%{User-Agent | \"{User-Agent\" has no closing brace in the format.",
        "%i | \"%i\" needs a name in braces, write %{NAME}i.",
        "%{}o | \"%{}o\" needs a name in braces, write %{NAME}o.",
        "%^ti | \"%^ti\" needs a name in braces, write %{NAME}^ti.",
        "%{x}h | \"%{x}h\": the braces take c.",
        "%{m}T | \"%{m}T\": the braces take ms, us, s.",
        "%{x}p | \"%{x}p\": the braces take canonical, local, remote.",
        "%{x}P | \"%{x}P\": the braces take pid, tid, hextid.",
        "%{x}D | \"%{x}D\" takes nothing in braces.",
        "%{x}^FB | \"%{x}^FB\" takes nothing in braces.",
        "%20s | \"%20\": 20 is no response status.",
        "%700s | \"%700\": 700 is no response status.",
        "%200,99999999999s | \"%200,99999999999\": 99999999999 is no response status.",
      })
  void refusesWhatDoesNotExist(String text, String message) {
    assertThatThrownBy(() -> FormatParser.logFormat(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(message);
  }

  @Test
  void aPercentSignAtTheEndOfAHeaderStandsForItself() throws Exception {
    assertThat(header("100%")).containsExactly(new Text("100%"));
    assertThat(header("100%%")).containsExactly(new Text("100%"));
  }

  @Test
  void headersHaveFormatsOfTheirOwn() throws Exception {
    assertThat(header("t=%t D=%D 50%% %{ROUTE}e%{SSL_PROTOCOL}s%l%i%b"))
        .containsExactly(
            new Text("t="),
            variable("t", "", true),
            new Text(" D="),
            variable("D", "", true),
            new Text(" 50% "),
            variable("e", "ROUTE", true),
            variable("s", "SSL_PROTOCOL", true),
            variable("l", "", true),
            variable("i", "", true),
            variable("b", "", true));
    assertThat(FormatParser.headerValue("ROUTEID=.1; path=/", FormatParserTest::word).constant())
        .isTrue();
  }

  @Test
  void anExpressionIsTheWholeValue() throws Exception {
    assertThat(header("expr=%{REQUEST_SCHEME}"))
        .containsExactly(new Token.StringExpression(new Word.Literal("%{REQUEST_SCHEME}")));
    assertThat(header("Expr=x")).containsExactly(new Token.StringExpression(new Word.Literal("x")));
    assertThat(header("an expr=x")).containsExactly(new Text("an expr=x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%h | \"%h\" is no format of a header, there are %t, %D, %l, %i, %b, %{VAR}e, %{VAR}s and"
            + " %% for a percent sign.",
        "%e | \"%e\" needs a variable's name, write %{VAR}e.",
        "%{}s | \"%{}s\" needs a variable's name, write %{VAR}s.",
        "%{x}t | \"%{x}t\" takes no name, write %t.",
        "%{x | \"{x\" has no closing brace in the format.",
      })
  void refusesWhatAHeaderDoesNotHave(String text, String message) {
    assertThatThrownBy(() -> header(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
  void aHeaderHasOneLine(String text) {
    assertThatThrownBy(() -> header(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("a header's value cannot contain a line break.");
  }

  private static java.util.List<Token> log(String text) throws InvalidValueException {
    return FormatParser.logFormat(text).tokens();
  }

  private static java.util.List<Token> header(String text) throws InvalidValueException {
    return FormatParser.headerValue(text, FormatParserTest::word).tokens();
  }

  private static Word word(String text) {
    return new Word.Literal(text);
  }

  private static Variable variable(String letter, String argument, boolean last) {
    return new Variable(letter, argument, Set.of(), false, last);
  }
}
