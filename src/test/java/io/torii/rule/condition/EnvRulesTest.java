package io.torii.rule.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.EnvRule;
import io.torii.config.EnvRule.Assignment;
import io.torii.directive.Origin;
import io.torii.rule.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values were measured with httpd 2.4. */
class EnvRulesTest {

  private static final Origin ORIGIN = new Origin("test.conf", 7);

  private final Said said = new Said();
  private final EnvRules rules = new EnvRules(said);

  /** {@code SetEnvIf attribute pattern assignment…}, with {@code ^attribute} for a pattern. */
  private static EnvRule setIf(String attribute, String pattern, String... assignments) {
    List<Assignment> list = new ArrayList<>();
    for (String text : assignments) {
      int equals = text.indexOf('=');
      boolean remove = text.startsWith("!");
      String name = equals < 0 ? text : text.substring(0, equals);
      list.add(
          new Assignment(
              remove ? name.substring(1) : name,
              equals < 0 ? "1" : text.substring(equals + 1),
              remove));
    }
    return new EnvRule.SetIf(
        attribute,
        attribute.startsWith("^") ? Pattern.compile(attribute, Pattern.CASE_INSENSITIVE) : null,
        Pattern.compile(pattern),
        list,
        ORIGIN);
  }

  private Request early(Requests request, EnvRule... list) {
    Request made = request.make();
    rules.early(made, List.of(list));
    return made;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Remote_Host      | 198.51.100.7",
        "REMOTE_ADDR      | 198.51.100.7",
        "Server_Addr      | 192.0.2.80",
        "Request_Method   | PURGE",
        "Request_Protocol | HTTP/1.0",
        "request_uri      | /a b",
        "User-Agent       | one, two",
        "X-None           | ''",
      })
  void knowsTheAttributes(String attribute, String value) {
    Request request =
        early(
            Requests.get("/a b")
                .method("PURGE")
                .protocol("HTTP/1.0")
                .from("198.51.100.7")
                .header("User-Agent", "one")
                .header("user-agent", "two"),
            setIf(attribute, "(.*)", "V=$1"));
    assertThat(request.env()).containsEntry("V", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc   | v$0&          | v$0&",
        "ab(c) | v$0-$1        | vabc-c",
        "ab(c) | &             | &",
        "ab(c) | \\&\\$1       | &$1",
        "ab(c) | $2$9x         | x",
        "ab(c) | a\\b          | a\\b",
        "^abc$ | $             | $",
      })
  void putsGroupsIntoTheValueUnlessThePatternIsPlain(
      String pattern, String value, String expected) {
    Request request =
        early(Requests.get("/").header("X-A", "abc"), setIf("X-A", pattern, "V=" + value));
    assertThat(request.env()).containsEntry("V", expected);
  }

  @Test
  void takesTheLastFieldWhoseNameMatches() {
    Requests headers =
        Requests.get("/").header("X-M1", "v1").header("X-M2", "v2").header("X-N", "n");
    Request request =
        early(
            headers,
            setIf("^x-m", "(.*)", "LOWER=$1"),
            setIf("^X-[MN]", "(.*)", "LAST=$1"),
            setIf("^Z-", "^$", "ABSENT"));
    assertThat(request.env())
        .containsEntry("LOWER", "v2")
        .containsEntry("LAST", "n")
        .containsEntry("ABSENT", "1");
  }

  @Test
  void seesWhatEarlierRulesHaveSetAndRemovesIt() {
    Request request =
        early(
            Requests.get("/x.png"),
            setIf("Request_URI", "\\.png$", "image=yes", "seen"),
            setIf("image", "^yes$", "from_env", "!seen"),
            setIf("gone", "^$", "!image"),
            setIf("image", "yes", "never"));
    assertThat(request.env()).containsOnlyKeys("from_env");
  }

  @Test
  void prefersAHeaderToAVariable() {
    Request request = Requests.get("/").header("Name", "header").make();
    request.env().put("Name", "variable");
    rules.early(request, List.of(setIf("Name", "(.*)", "V=$1")));
    assertThat(request.env()).containsEntry("V", "header");
  }

  @Test
  void setsLateOnlyWhatIsNotSetYet() {
    Request request = Requests.get("/").make();
    request.env().put("EARLY", "setif");
    request.env().put("KEPT", "setif");
    List<EnvRule> late =
        List.of(
            new EnvRule.Set("EARLY", "setenv", ORIGIN),
            new EnvRule.Unset("KEPT", ORIGIN),
            new EnvRule.Set("GONE", "1", ORIGIN),
            new EnvRule.Unset("GONE", ORIGIN),
            new EnvRule.Set("TWICE", "1", ORIGIN),
            new EnvRule.Set("TWICE", "2", ORIGIN),
            setIf("Request_Method", "GET", "NOT_NOW"));
    rules.late(request, late);
    assertThat(request.env())
        .containsOnlyKeys("EARLY", "KEPT", "TWICE")
        .containsEntry("EARLY", "setif")
        .containsEntry("KEPT", "setif")
        .containsEntry("TWICE", "2");
  }

  @Test
  void survivesAnExpressionThatNeedsTooMuchStack() {
    EnvRule bad = setIf("X-A", "^(a|b)*$", "V");
    Request request =
        early(
            Requests.get("/").header("X-A", "ab".repeat(200_000)),
            bad,
            bad,
            setIf("X-A", "a", "W"));
    assertThat(request.env()).containsOnlyKeys("W");
    assertThat(said.all)
        .containsExactly(
            "test.conf:7: the regular expression '^(a|b)*$' needs too much stack for a long text:"
                + " write it without a repeated alternative");
  }
}
