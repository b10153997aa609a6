package io.torii.rule.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.Format;
import io.torii.config.Format.Token;
import io.torii.config.HeaderRule;
import io.torii.config.HeaderRule.Action;
import io.torii.config.HeaderRule.Condition;
import io.torii.config.RequestSettings;
import io.torii.config.RequestSettingsBuilder;
import io.torii.directive.Origin;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Requests;
import io.torii.rule.condition.Said;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values were measured with httpd 2.4. */
class HeaderRulesTest {

  private static final Origin ORIGIN = new Origin("test.conf", 3);
  private static final Condition ALWAYS = new Condition.Always();

  private final Said said = new Said();
  private final InstantSource clock =
      InstantSource.fixed(Requests.RECEIVED.plus(Duration.ofMillis(12)));
  private final HeaderRules rules =
      new HeaderRules(
          new ExpressionEvaluator(Clock.fixed(Requests.RECEIVED, ZoneOffset.UTC), said),
          clock,
          said);

  private final Request request =
      Requests.get("/a").header("User-Agent", "curl/8").header("Host", "front").make();

  private static HeaderRule rule(
      boolean always, Action action, String name, Format value, Condition condition) {
    return new HeaderRule(always, action, name, value, null, condition, ORIGIN);
  }

  private static HeaderRule rule(Action action, String name, String value) {
    return rule(false, action, name, Format.literal(value), ALWAYS);
  }

  private static HeaderRule always(Action action, String name, String value) {
    return rule(true, action, name, Format.literal(value), ALWAYS);
  }

  private static HeaderRule edit(Action action, String name, String pattern, String value) {
    return new HeaderRule(
        false, action, name, Format.literal(value), Pattern.compile(pattern), ALWAYS, ORIGIN);
  }

  private static Format token(String letter, String argument) {
    Token token = new Token.Variable(letter, argument, Set.of(), false, true);
    return new Format("%" + letter, List.of(token));
  }

  private static Headers headers(String... lines) {
    Headers headers = new Headers();
    for (String line : lines) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static List<String> lines(Headers headers) {
    List<String> lines = new ArrayList<>();
    headers.forEach(f -> lines.add(f.name() + ": " + f.value()));
    return lines;
  }

  private static RequestSettings settings(HeaderRule... list) {
    RequestSettingsBuilder builder = new RequestSettingsBuilder();
    builder.responseHeaders.addAll(List.of(list));
    return builder.build();
  }

  private List<String> response(Headers headers, HeaderRule... list) {
    rules.onResponse(settings(list), request, facts(headers), headers);
    return lines(headers);
  }

  private static ResponseFacts facts(Headers headers) {
    return new ResponseFacts(404, headers, Duration.ofNanos(5_678_900), Optional.empty());
  }

  @Test
  void changesFields() {
    assertThat(response(headers("x: 1", "Y: 2", "X: 3"), rule(Action.SET, "X", "new")))
        .containsExactly("X: new", "Y: 2");
    assertThat(response(headers("X: 1"), rule(Action.ADD, "X", "2")))
        .containsExactly("X: 1", "X: 2");
    assertThat(response(headers("X: 1", "X: 2"), rule(Action.APPEND, "X", "3")))
        .containsExactly("X: 1, 3", "X: 2");
    assertThat(response(headers("Y: 1"), rule(Action.APPEND, "X", "3")))
        .containsExactly("Y: 1", "X: 3");
    assertThat(response(headers("X: 1", "Y: 2", "x: 3"), rule(Action.UNSET, "X", "")))
        .containsExactly("Y: 2");
    assertThat(response(headers("X: 1"), rule(Action.SET_IF_EMPTY, "x", "2")))
        .containsExactly("X: 1");
    assertThat(response(headers("Y: 1"), rule(Action.SET_IF_EMPTY, "X", "2")))
        .containsExactly("Y: 1", "X: 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a, \"x,b\", b   | b       | a, \"x,b\", b",
        "a, \"x,b\"      | b       | a, \"x,b\", b",
        "a,b,c           | b       | a,b,c",
        "a               | A       | a, A",
        "a, \"x,b\"      | \"x,b\" | a, \"x,b\"",
        "~~              | b       | , b",
      })
  void mergesOnlyWhatIsNotThereYet(String before, String value, String after) {
    assertThat(response(headers("X:" + before), rule(Action.MERGE, "X", value)))
        .containsExactly("X: " + after);
  }

  @Test
  void mergesIntoNothing() {
    assertThat(response(new Headers(), rule(Action.MERGE, "X", "a"))).containsExactly("X: a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "EDIT     | abcbd | b(.)      | <$1&>  | a<c&>bd",
        "EDIT_ALL | abcbd | b(.)      | <$1>   | a<c><d>",
        "EDIT_ALL | aaab  | ^a        | ~~     | b",
        "EDIT     | aaab  | ^a        | ~~     | aab",
        "EDIT     | abc   | zz        | x      | abc",
        "EDIT_ALL | axb   | x*        | -      | -a--b",
        "EDIT     | a     | (a)       | \\$1$1$2 | $1a",
        "EDIT     | a; b  | $         | ; Secure | a; b; Secure",
        "EDIT     | http://x/ | ^http: | https: | https://x/",
      })
  void edits(Action action, String before, String pattern, String value, String after) {
    assertThat(response(headers("X:" + before, "Y:" + before), edit(action, "x", pattern, value)))
        .containsExactly("X: " + after, "Y: " + before);
  }

  @Test
  void editsEveryLine() {
    assertThat(
            response(
                headers("Set-Cookie: a=1", "Set-Cookie: b=2"),
                edit(Action.EDIT, "Set-Cookie", "^(.*)$", "$1; HttpOnly")))
        .containsExactly("Set-Cookie: a=1; HttpOnly", "Set-Cookie: b=2; HttpOnly");
    assertThat(response(headers("Y: 1"), edit(Action.EDIT, "X", "^", "new")))
        .containsExactly("Y: 1");
  }

  @Test
  void leavesAFieldWhoseEditNeedsTooMuchStack() {
    String text = "ab".repeat(200_000);
    assertThat(response(headers("X:" + text), edit(Action.EDIT, "X", "^(a|b)*$", "")))
        .containsExactly("X: " + text);
    assertThat(said.all)
        .containsExactly(
            "test.conf:3: the regular expression '^(a|b)*$' needs too much stack for a long text:"
                + " write it without a repeated alternative");
  }

  @Test
  void copiesAFieldIntoANote() {
    response(
        headers("X-Id: 7"), rule(Action.NOTE, "x-id", "saved"), rule(Action.NOTE, "None", "none"));
    assertThat(request.notes()).containsOnlyKeys("saved").containsEntry("saved", "7");
  }

  @Test
  void keepsTheTableOfAlwaysApart() {
    assertThat(response(headers("X: backend"), always(Action.UNSET, "X", "")))
        .containsExactly("X: backend");
    assertThat(response(headers("X: backend"), rule(Action.UNSET, "X", ""))).isEmpty();
    assertThat(response(headers("X: backend", "Y: 1"), always(Action.SET, "X", "fromalways")))
        .containsExactly("X: fromalways", "X: backend", "Y: 1");
    assertThat(response(headers("X: backend"), rule(Action.SET, "X", "ours")))
        .containsExactly("X: ours");
    // Both tables get their own, in whatever order they stand.
    assertThat(response(headers(), rule(Action.SET, "X", "1"), always(Action.APPEND, "X", "2")))
        .containsExactly("X: 2", "X: 1");
  }

  @Test
  void addsAlwaysAloneToOurOwnErrors() {
    Headers headers = headers("Server: Torii");
    rules.onError(
        settings(rule(Action.SET, "X", "1"), always(Action.SET, "Y", "2")),
        request,
        facts(headers),
        headers);
    assertThat(lines(headers)).containsExactly("Server: Torii", "Y: 2");
  }

  @Test
  void obeysConditions() {
    request.env().put("SET", "");
    HeaderRule[] list = {
      rule(false, Action.SET, "A", Format.literal("1"), new Condition.Env("SET", true)),
      rule(false, Action.SET, "B", Format.literal("1"), new Condition.Env("SET", false)),
      rule(false, Action.SET, "C", Format.literal("1"), new Condition.Env("NONE", true)),
      rule(false, Action.SET, "D", Format.literal("1"), new Condition.Env("NONE", false)),
      rule(false, Action.SET, "E", Format.literal("1"), expr("%{REQUEST_STATUS} == 404")),
      rule(false, Action.SET, "F", Format.literal("1"), expr("%{REQUEST_STATUS} == 200")),
      rule(false, Action.SET, "G", Format.literal("1"), expr("resp('A') == '1'")),
    };
    assertThat(response(new Headers(), list)).containsExactly("A: 1", "D: 1", "E: 1", "G: 1");
  }

  private static Condition expr(String text) {
    return new Condition.Expr(Requests.expression(text));
  }

  @Test
  void tellsCachesOnWhichFieldsTheAnswerDepends() {
    HeaderRule agent =
        rule(false, Action.SET, "X", Format.literal("1"), expr("%{HTTP_USER_AGENT} =~ /firefox/"));
    assertThat(response(new Headers(), agent)).containsExactly("Vary: User-Agent");
    assertThat(response(headers("Vary: Accept, user-agent"), agent))
        .containsExactly("Vary: Accept, user-agent");
    assertThat(response(headers("Vary: Accept"), agent))
        .containsExactly("Vary: Accept, User-Agent");
    assertThat(response(headers("Vary: *"), agent)).containsExactly("Vary: *");
    HeaderRule host =
        rule(false, Action.SET, "X", Format.literal("1"), expr("%{HTTP_HOST} == req('Host')"));
    assertThat(response(new Headers(), host)).noneMatch(field -> field.startsWith("Vary"));
  }

  @Test
  void letsConditionsSeeTheRequestFieldsAsTheyStand() {
    Headers target = request.headers().copy();
    HeaderRule drop = rule(Action.UNSET, "User-Agent", "");
    HeaderRule when =
        rule(false, Action.SET, "X", Format.literal("gone"), expr("-z %{HTTP_USER_AGENT}"));
    HeaderRule elapsed = rule(false, Action.SET, "D", token("D", ""), ALWAYS);
    rules.applyToRequest(List.of(drop, when, elapsed), request, target);
    assertThat(lines(target)).containsExactly("Host: front", "X: gone", "D: D=12000");
    assertThat(request.headers().get("User-Agent")).isEqualTo("curl/8");
  }
}
