package io.torii.rule.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.ServerSettings;
import io.torii.directive.expr.Expression;
import io.torii.directive.expr.Expression.Word;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionEvaluatorTest {

  private final Said said = new Said();
  private final ExpressionEvaluator evaluator =
      new ExpressionEvaluator(
          Clock.fixed(Instant.parse("2026-11-22T09:08:07Z"), ZoneOffset.UTC), said);

  private static Request request() {
    Request request =
        Requests.get("/app/rx")
            .query("q=%2f%41%20~")
            .from("192.0.2.1")
            .header("Host", "Front.Example:8443")
            .header("User-Agent", "curl/8")
            .header("X-Two", "a")
            .header("X-Two", "b")
            .make();
    request.env().put("VAR", "value");
    request.notes().put("n", "note");
    return request;
  }

  private static ResponseFacts facts() {
    Headers headers = new Headers();
    headers.add("Content-Type", "text/plain");
    headers.add("X-Back", "end");
    return new ResponseFacts(404, headers, Duration.ofMillis(5), Optional.of("proxy-server"));
  }

  private boolean test(String expression) {
    return evaluator.test(Requests.expression(expression), new RequestContext(request()));
  }

  private String text(String expression) {
    Request request = request();
    return evaluator.text(
        Requests.string(expression), new RequestContext(request, request.headers(), facts()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "!false",
        "%{REQUEST_METHOD} == 'GET'",
        "%{REQUEST_METHOD} = 'GET'",
        "%{REQUEST_METHOD} != 'get'",
        "'a' < 'b' && 'b' > 'a' && 'a' <= 'a' && 'a' >= 'a'",
        "'10' < '9'",
        "'10' -gt '9' && 10 -ge 10 && 9 -lt 10 && 9 -le 9 && 1 -ne 2",
        "' 10x' -eq 10",
        "'junk' -eq 0 && '' -eq 0 && '-5' -lt 0 && '+5' -eq 5",
        "'99999999999999999999' -gt '9223372036854775806'",
        "%{REQUEST_URI} =~ /rx/",
        "%{REQUEST_URI} =~ m#^/app/#",
        "%{REQUEST_URI} =~ /RX/i",
        "%{REQUEST_URI} !~ /zz/",
        "%{REQUEST_URI} =~ /(r)(x)/ && $0 == 'rx' && $1 == 'r' && $2 == 'x' && $3 == ''",
        "%{REQUEST_URI} =~ /(rx)/ && (%{REQUEST_URI} =~ /zzz/ || $1 == 'rx')",
        "!(%{REQUEST_URI} !~ /(rx)/) && $1 == 'rx'",
        "'b' in {'a', 'b'}",
        "!('c' in {'a', 'b'})",
        "-n 'a' && !-n '' && -z '' && !-z 'a'",
        "-T '00' && -T 'x' && -T 'falsey' && -T 'on'",
        "!-T '' && !-T '0' && !-T 'No' && !-T 'OFF' && !-T 'false'",
        "-R '192.0.2.0/24'",
        "-R '192.0'",
        "!-R '10.0.0.0/8'",
        "%{REMOTE_ADDR} -ipmatch '192.0.2.0/24'",
        "!(%{REMOTE_ADDR} -ipmatch '2001:db8::/32')",
        "!('no address' -ipmatch '0.0.0.0/0')",
        "'a/b' -strmatch 'a*b'",
        "!('A/B' -strmatch 'a*b')",
        "'A/B' -strcmatch 'a*b'",
        "!('a/b' -fnmatch 'a*b')",
        "'a/b' -fnmatch 'a/*'",
        "-z %{REMOTE_USER} && -z %{req:X-None} && -z %{reqenv:NONE}",
        "false || true && true",
        "!false && !false",
        "'a' . 'b' == 'ab'",
      })
  void holds(String expression) {
    assertThat(test(expression)).as(expression).isTrue();
    assertThat(said.all).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "%{REQUEST_METHOD} == 'get'",
        // Without groups nothing is captured, as in httpd.
        "%{REQUEST_URI} =~ /rx/ && $0 == 'rx'",
        "%{REQUEST_URI} =~ /(rx)/ && (%{REQUEST_URI} =~ /(zzz)/ || $1 == 'rx')",
        "-T '0'",
        "'a' in {'b'}",
        "-R '2001:db8::/32'",
      })
  void doesNotHold(String expression) {
    assertThat(test(expression)).as(expression).isFalse();
    assertThat(said.all).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%{REQUEST_METHOD} %{REQUEST_SCHEME} %{REQUEST_URI} | GET http /app/rx",
        "%{QUERY_STRING}      | q=%2f%41%20~",
        "%{THE_REQUEST}       | GET /app/rx?q=%2f%41%20~ HTTP/1.1",
        "%{REMOTE_ADDR}:%{REMOTE_PORT} | 192.0.2.1:4711",
        "%{REMOTE_HOST} %{CONN_REMOTE_ADDR} %{SERVER_ADDR} | 192.0.2.1 192.0.2.1 192.0.2.80",
        "%{SERVER_NAME}:%{SERVER_PORT} | front.example:8443",
        "%{HTTPS} %{IPV6} %{IS_SUBREQ} | off off false",
        "%{SERVER_PROTOCOL}   | HTTP/1.1",
        "%{HTTP_USER_AGENT}   | curl/8",
        "%{HTTP_HOST}         | Front.Example:8443",
        "[%{HTTP_REFERER}]    | []",
        "%{REQUEST_STATUS} %{HANDLER} %{CONTENT_TYPE} | 404 proxy-server text/plain",
        "%{REQUEST_LOG_ID}    | id-1",
        "%{req:x-two} %{req:User-Agent} %{http:User-Agent} %{req_novary:User-Agent} | a, b curl/8 curl/8 curl/8",
        "%{resp:X-Back}[%{resp:X-None}] | end[]",
        "%{reqenv:VAR} %{env:VAR} %{env:n} %{note:n} | value value note note",
        "[%{osenv:TORII_TEST_NOT_SET}] | []",
        "%{tolower:ABC}%{toupper:abc}  | abcABC",
        "%{md5:a}             | 0cc175b9c0f1b6a831c399e269772661",
        "%{sha1:a}            | 86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
        "%{base64:a} %{unbase64:YWI=}[%{unbase64:!!}] | YQ== ab[]",
        "%{TIME} %{TIME_YEAR}-%{TIME_MON}-%{TIME_DAY} %{TIME_HOUR}:%{TIME_MIN}:%{TIME_SEC} %{TIME_WDAY} | 20261122090807 2026-11-22 09:08:07 0",
        "[%{SSL_PROTOCOL}]    | []",
        "$0$1                 | ''",
      })
  void writes(String expression, String value) {
    assertThat(text(expression)).isEqualTo(value);
    assertThat(said.all).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "escape,   q=%2f%41 ~é, q=%252f%2541%20~%c3%a9",
    "escape,   a?b#c;d/e,   a%3fb%23c;d/e",
    "unescape, q=%2f%41%20~, q=%2fA ~",
    "unescape, %zz, ''",
    "unescape, a%4, ''",
    "unescape, a%00b, ''",
    "unescape, %c3%a9, é",
  })
  void callsFunctionsOnWhatAnotherYields(String function, String argument, String value) {
    Word word = new Word.Function(function, List.of(new Word.Literal(argument)));
    assertThat(evaluator.text(word, new RequestContext(request()))).isEqualTo(value);
  }

  @Test
  void namesItselfByServerNameIfAskedTo() {
    ServerSettings d = ServerSettings.DEFAULT;
    ServerSettings canonical =
        new ServerSettings(
            Optional.of("root@example.com"),
            true,
            d.via(),
            false,
            d.maxForwards(),
            d.badHeader(),
            d.encodedSlashes(),
            true,
            d.trace(),
            d.timeout(),
            d.tokens(),
            d.signature(),
            d.limits(),
            d.remoteIp(),
            d.errorLog(),
            d.logLevels(),
            d.accessLogs(),
            false,
            5,
            false,
            true);
    Request request = Requests.get("/").server(canonical).header("Host", "other:1").make();
    Word word = Requests.string("%{SERVER_NAME}:%{SERVER_PORT} %{SERVER_ADMIN}");
    assertThat(evaluator.text(word, new RequestContext(request)))
        .isEqualTo("www.example.com:80 root@example.com");
  }

  @Test
  void takesServerNameForAClientWithoutHost() {
    Request request = Requests.get("/").protocol("HTTP/1.0").make();
    Word word = Requests.string("%{SERVER_NAME}:%{SERVER_PORT} %{REQUEST_STATUS}[%{HANDLER}]");
    assertThat(evaluator.text(word, new RequestContext(request)))
        .isEqualTo("www.example.com:80 200[]");
  }

  @Test
  void cutsThePortOffAnIpv6Host() {
    Request request = Requests.get("/").header("Host", "[2001:DB8::1]:81").make();
    Word word = Requests.string("%{SERVER_NAME} %{SERVER_PORT}");
    assertThat(evaluator.text(word, new RequestContext(request))).isEqualTo("[2001:db8::1] 81");
  }

  @Test
  void saysOnceWhatItCannotEvaluate() {
    Expression bad =
        new Expression.BinaryTest(
            new Word.Variable("REMOTE_ADDR"), "-ipmatch", new Word.Literal("10.0.0.0/40"));
    RequestContext context = new RequestContext(request());
    assertThat(evaluator.test(bad, context)).isFalse();
    assertThat(evaluator.test(new Expression.Not(bad), context)).isFalse();
    assertThat(said.all)
        .containsExactly(
            "AH03205 an expression could not be evaluated: the mask of '10.0.0.0/40' is longer than"
                + " 32 bits");
    assertThatThrownBy(() -> evaluator.evaluate(bad, context))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("the mask of '10.0.0.0/40' is longer than 32 bits");
  }

  @Test
  void refusesWhatTheParserShouldHaveRefused() {
    RequestContext context = new RequestContext(request());
    assertThatThrownBy(
            () ->
                evaluator.evaluate(new Expression.UnaryTest("-U", new Word.Literal("/x")), context))
        .hasMessage("the test '-U' is not known here");
    assertThatThrownBy(
            () ->
                evaluator.evaluate(
                    new Expression.UnaryTest("-n", new Word.Function("file", List.of())), context))
        .hasMessage("the function 'file' is not known here");
  }

  @Test
  void seesTheResponseToAHealthCheck() {
    Headers headers = new Headers();
    headers.add("X-State", "maint");
    CheckContext context = new CheckContext(503, headers, () -> "Under maintenance");
    assertThat(evaluator.test(Requests.expression("%{REQUEST_STATUS} =~ /^[5]/"), context))
        .isTrue();
    assertThat(evaluator.test(Requests.expression("hc('body') !~ /Under maint/"), context))
        .isFalse();
    assertThat(
            evaluator.text(
                Requests.string(
                    "%{resp:x-state} %{req:X-State} %{HC_BODY} [%{REMOTE_ADDR}%{reqenv:A}%{hc:other}]"),
                context))
        .isEqualTo("maint maint Under maintenance []");
    assertThat(evaluator.test(Requests.expression("-R '0.0.0.0/0'"), context)).isFalse();
  }

  @Test
  void noticesOnWhichFieldsTheAnswerDepends() {
    RequestContext context = new RequestContext(request());
    evaluator.test(
        Requests.expression(
            "%{HTTP_USER_AGENT} == '' || req('X-Two') == '' || req_novary('X-Three') == ''"),
        context);
    assertThat(context.consulted()).containsExactly("USER-AGENT", "X-Two");
  }

  @Test
  void survivesAnExpressionThatNeedsTooMuchStack() {
    Request request = Requests.get("/").header("X-A", "ab".repeat(200_000)).make();
    assertThat(
            evaluator.test(
                Requests.expression("%{req:X-A} =~ /^(a|b)*$/"), new RequestContext(request)))
        .isFalse();
    assertThat(said.all)
        .containsExactly(
            "AH03205 an expression could not be evaluated: the regular expression '^(a|b)*\\z' needs"
                + " too much stack for a long text: write it without a repeated alternative");
  }
}
