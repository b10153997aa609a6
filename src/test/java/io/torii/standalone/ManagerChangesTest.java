package io.torii.standalone;

import static io.torii.standalone.ManagerBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API makes of changes that are asked for, in the embedded Tomcat. */
class ManagerChangesTest {

  private static final String MEMBERS = "/api/balancers/app/members";
  private static final String MEMBER = MEMBERS + "/http:127.0.0.1:1";

  private static ManagerBed bed;

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    ChangingBeans.configure(
        base,
        """
        <Proxy balancer://app>
          BalancerMember http://127.0.0.1:1 route=a
          BalancerMember http://127.0.0.1:2 route=b
        </Proxy>
        <Proxy balancer://old>
          BalancerMember http://127.0.0.1:3
        </Proxy>
        ProxyPass /app balancer://app
        ProxyPassMatch "^/a\tb" balancer://app
        ProxyPass /old balancer://old
        """);
    bed = ManagerBed.start(base, ChangingBeans.Gate.class, ChangingBeans.Office.class);
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
  }

  @AfterEach
  void revert() throws Exception {
    bed.changed("DELETE", "/api/changes", "");
  }

  private static HttpResponse<String> change(String method, String path, String body)
      throws IOException, InterruptedException {
    return bed.change(method, path, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dryRun=1", "dryRun", "dryRun=", "dryRun=yes", "dryRun=TRUE"})
  void whatIsNoBooleanIsNoDryRunAndNoChange(String query) throws Exception {
    String weight = "{\"weight\": 3}";
    String several = "{\"changes\": [{\"op\": \"remove\", \"path\": \"balancers/app/members/x\"}]}";
    refused(change("PATCH", MEMBER + "?" + query, weight), "dryRun", "true or false");
    refused(change("DELETE", MEMBER + "?deadline=0&" + query, ""), "dryRun");
    refused(change("POST", MEMBERS + "?" + query, "{\"url\": \"http://127.0.0.1:9\"}"), "dryRun");
    refused(change("PATCH", "/api/balancers/app?" + query, "{}"), "dryRun");
    refused(change("POST", "/api/balancers?" + query, "{\"name\": \"new\"}"), "dryRun");
    refused(change("DELETE", "/api/balancers/app?" + query, ""), "dryRun");
    refused(change("POST", "/api/rules?" + query, "{}"), "dryRun");
    refused(change("DELETE", "/api/rules/x?" + query, ""), "dryRun");
    refused(change("POST", "/api/changes?" + query, several), "dryRun");
    refused(change("DELETE", "/api/changes?" + query, ""), "dryRun");
    refused(change("DELETE", "/api/changes/c1?" + query, ""), "dryRun");
    assertThat(bed.changes()).isEqualTo("[]");
  }

  @Test
  void trueTriesAndFalseChanges() throws Exception {
    bed.changed("PATCH", MEMBER + "?dryRun=true", "{\"weight\": 3}");
    assertThat(bed.changes()).isEqualTo("[]");
    bed.changed("PATCH", MEMBER + "?dryRun=false", "{\"weight\": 3}");
    assertThat(bed.changes()).contains("\"weight\"");
  }

  @Test
  void aQueryParameterThatNobodyKnowsChangesNothing() throws Exception {
    refused(
        change("PATCH", MEMBER + "?dryrun=true", "{\"weight\": 3}"),
        "dryrun",
        "did you mean \\\"dryRun\\\"?",
        "This takes dryRun.");
    refused(change("PATCH", MEMBER + "?dry-run=true", "{\"weight\": 3}"), "dry-run");
    refused(change("DELETE", MEMBER + "?dead=0", ""), "dead", "This takes deadline, dryRun.");
    refused(change("PUT", MEMBER + "/drain?deadline=5", ""), "deadline", "this takes none");
    refused(change("POST", MEMBER + "/clear-error?dryRun=true", ""), "dryRun", "takes none");
    refused(
        change("PATCH", MEMBER + "?dryRun=false&dryRun=true", "{\"weight\": 3}"),
        "dryRun",
        "give it once");
    assertThat(bed.changes()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "", "86401", "1e3", "99999999999", "NaN"})
  void aRemovalHasTheDeadlineOfADrain(String deadline) throws Exception {
    refused(
        change("DELETE", MEMBER + "?deadline=" + deadline, ""),
        "deadline",
        "must be a number of seconds from 0 to 86400.");
    assertThat(bed.changes()).isEqualTo("[]");
    assertThat(bed.send("GET", MEMBER, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"nocanon\"]", "1", "true", "{}"})
  void parametersOfARuleAreATextOrNone(String parameters) throws Exception {
    refused(rule(parameters), "parameters", "must be a text.");
    assertThat(bed.changes()).isEqualTo("[]");
    assertThat(rule("null").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\r", "\\u0000", "\\u001b", "\\u007f", "\\u0085"})
  void noTextOfAnEditEndsALine(String control) throws Exception {
    String evil = "a" + control + "forged line";
    refused(rule("\"route=\\\"" + evil + "\\\"\""), "parameters", "control characters");
    refused(
        change("POST", "/api/rules", "{\"path\": \"/" + evil + "\", \"target\": \"!\"}"),
        "path",
        "control characters");
    refused(change("PATCH", MEMBER, "{\"route\": \"" + evil + "\"}"), "route");
    refused(change("POST", MEMBERS, "{\"url\": \"http://" + evil + "\"}"), "url");
    refused(change("POST", "/api/balancers", "{\"name\": \"" + evil + "\"}"), "name");
    refused(
        change("PATCH", "/api/balancers/app", "{\"stickySession\": \"" + evil + "\"}"),
        "stickySession");
    assertThat(bed.changes()).isEqualTo("[]");
  }

  private static HttpResponse<String> rule(String parameters)
      throws IOException, InterruptedException {
    return change(
        "POST",
        "/api/rules",
        "{\"path\": \"/new\", \"target\": \"balancer://app\", \"parameters\": " + parameters + "}");
  }

  @Test
  void whatIsToBeMindedSinceIsSaid() throws Exception {
    String last = "/api/balancers/old/members/http:127.0.0.1:3";
    String warning = "balancer://old has no members: every request for it is answered 503";
    assertThat(bed.changed("DELETE", last + "?dryRun=true", "").body())
        .startsWith("{\"warnings\":[\"")
        .contains(warning);
    assertThat(bed.changed("DELETE", last + "?deadline=0", "").statusCode()).isEqualTo(204);
    // it was there before this one, and is not said again
    assertThat(bed.changed("PATCH", MEMBER, "{\"weight\": 3}").body())
        .contains("\"warnings\":[]", "\"weight\":3");
    assertThat(bed.changed("PATCH", MEMBER + "?dryRun=true", "{\"route\": \"b\"}").body())
        .contains("\"settings\":{\"", "\"warnings\":[\"");
  }

  @Test
  void aRuleOfTheConfigurationGoesWhateverItIsMadeOf() throws Exception {
    String rules = bed.send("GET", "/api/rules", "").body();
    Matcher tab = Pattern.compile("\"id\":\"(\\w+)\"[^{}]*/a\\\\tb").matcher(rules);
    assertThat(tab.find()).as(rules).isTrue();
    bed.changed("DELETE", "/api/rules/" + tab.group(1), "");
    assertThat(bed.send("GET", "/api/rules", "").body()).doesNotContain("/a\\tb");
  }
}
