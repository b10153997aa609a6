package io.torii.standalone;

import static io.torii.standalone.ManagerBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several changes as one, by {@code POST changes}. */
class BatchTest {

  private static ManagerBed bed;

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    ChangingBeans.configure(
        base,
        """
        <Proxy balancer://app>
          BalancerMember http://127.0.0.1:1 route=a
        </Proxy>
        <Proxy balancer://old>
          BalancerMember http://127.0.0.1:3
        </Proxy>
        ProxyPass /old balancer://old
        ProxyPass /app balancer://app
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

  private static HttpResponse<String> batch(String... changes)
      throws IOException, InterruptedException {
    return bed.change(
        "POST", "/api/changes", "{\"changes\": [" + String.join(", ", changes) + "]}");
  }

  private static void made(String... changes) throws IOException, InterruptedException {
    HttpResponse<String> response = batch(changes);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static String patch(String path, String value) {
    return change("patch", path, value);
  }

  private static String add(String path, String value) {
    return change("add", path, value);
  }

  private static String remove(String path) {
    return "{\"op\": \"remove\", \"path\": \"" + path + "\"}";
  }

  private static String change(String op, String path, String value) {
    return "{\"op\": \"" + op + "\", \"path\": \"" + path + "\", \"value\": " + value + "}";
  }

  private static int status(String path) throws IOException, InterruptedException {
    return bed.send("GET", path, "").statusCode();
  }

  @Test
  void whatARuleNeedsNoMoreGoesWithIt() throws Exception {
    String rules = bed.send("GET", "/api/rules", "").body();
    String id = rules.replaceFirst("(?s)^\\[\\{\"balancer\":\"old\".*?\"id\":\"(\\w+)\".*", "$1");
    made(remove("rules/" + id), remove("balancers/old"));
    assertThat(status("/api/balancers/old")).isEqualTo(404);
    assertThat(bed.send("GET", "/api/rules", "").body()).doesNotContain("/old");
  }

  @Test
  void whatWasAddedIsThereForTheNext() throws Exception {
    made(
        add("balancers", "{\"name\": \"n\"}"),
        add("balancers/n/members", "{\"url\": \"http://127.0.0.1:4\"}"),
        patch("balancers/n/members/http:127.0.0.1:4", "{\"weight\": 7}"),
        patch("balancers/n", "{\"maxAttempts\": 2}"),
        add("rules", "{\"path\": \"/n\", \"target\": \"balancer://n\"}"));
    assertThat(bed.send("GET", "/api/balancers/n", "").body())
        .contains("\"weight\":7", "\"maxAttempts\":2", "http://127.0.0.1:4");
  }

  @Test
  void whatWasRemovedIsNotThereForTheNext() throws Exception {
    HttpResponse<String> gone =
        batch(
            add("balancers/app/members", "{\"url\": \"http://127.0.0.1:5\"}"),
            remove("balancers/app/members/http:127.0.0.1:5"),
            patch("balancers/app/members/http:127.0.0.1:5", "{\"weight\": 2}"));
    assertThat(gone.statusCode()).as(gone.body()).isEqualTo(404);
    assertThat(bed.changes()).isEqualTo("[]");
  }

  @Test
  void oneThatCannotBeMadeKeepsAllFromBeingMade() throws Exception {
    String added = add("balancers/app/members", "{\"url\": \"http://127.0.0.1:5\"}");
    String member = "balancers/app/members/http:127.0.0.1:5";
    refused(batch(added, patch(member, "{\"weight\": 400}")), "weight");
    assertThat(bed.changes()).isEqualTo("[]");
    refused(
        batch(
            add("balancers/app/members", "{\"url\": \"http://127.0.0.1:5\", \"weight\": 400}"),
            patch(member, "{\"lbset\": 1}")),
        "weight");
    assertThat(bed.changes()).isEqualTo("[]");
  }

  @Test
  void itIsJudgedByWhatWasSeenBefore() throws Exception {
    String several = "{\"changes\": [" + patch("balancers/app", "{\"maxAttempts\": 2}") + "]}";
    String seen = bed.send("GET", "/api/changes", "").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> first =
        bed.send(
            "POST", "/api/changes", several, "If-Match", seen, "Content-Type", "application/json");
    assertThat(first.statusCode()).isEqualTo(200);
    HttpResponse<String> second =
        bed.send(
            "POST", "/api/changes", several, "If-Match", seen, "Content-Type", "application/json");
    assertThat(second.statusCode()).isEqualTo(412);
  }

  static Stream<Arguments> unknown() {
    String patch = "{\"op\": \"patch\", \"path\": \"balancers/app\"";
    String remove = "{\"op\": \"remove\", \"path\": \"balancers/old\"";
    return Stream.of(
        Arguments.of(patch + ", \"values\": {\"maxAttempts\": 2}}", ".values", "did you mean"),
        Arguments.of(patch + "}", ".value", "is required"),
        Arguments.of(patch + ", \"value\": []}", ".value", "an object"),
        Arguments.of(patch.replace("patch", "add") + ", \"value\": null}", ".value", "required"),
        Arguments.of(remove + ", \"value\": {}}", ".value", "left out"),
        Arguments.of("{\"op\": 7, \"path\": \"balancers/old\"}", ".op", "must be a text"),
        Arguments.of("{\"op\": \"remove\", \"path\": []}", ".path", "must be a text"),
        Arguments.of("{\"op\": \"remove\", \"path\": \"server\"}", "", "op must be"));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void onlyWhatIsKnownIsTaken(String change, String field, String words) throws Exception {
    refused(batch(change), "changes[0]" + field, words);
    assertThat(bed.changes()).isEqualTo("[]");
  }

  @Test
  void nothingStandsBesideTheChanges() throws Exception {
    String several =
        "{\"dryRun\": true, \"changes\": [" + patch("balancers/app", "{\"maxAttempts\": 2}") + "]}";
    refused(bed.change("POST", "/api/changes", several), "dryRun", "There is no such field");
    assertThat(bed.changes()).isEqualTo("[]");
  }
}
