package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.home.ManagerApi.Answer;
import io.torii.manager.OpenApi;
import io.torii.testkit.Apps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The manager's API: every operation that its description has, and what it does to requests. */
abstract class ChangesSuite extends HomeSuite {

  private static final String ALL = "/balancers/{balancer}/members";
  private static final String ONE = ALL + "/{member}";
  private static final String DRAIN = ONE + "/drain";
  private static final String CLUSTER = "mycluster";

  private final Apps apps = closing(Apps.start());

  @Override
  protected Map<String, String> configuration() {
    return Map.of(
        "torii.proxy-pass.app",
        "/app/ balancer://mycluster/",
        "torii.balancer.mycluster.members",
        apps.app(1).url() + " route=a loadfactor=2, " + apps.app(2).url() + " route=b");
  }

  private ManagerApi api() {
    return new ManagerApi(front() + "/balancer-manager/api");
  }

  private String id(int app) {
    return apps.app(app).url().replace("://", ":");
  }

  @Test
  void everyOperationDoesWhatItSays() throws Exception {
    ManagerApi api = api();
    reads(api);
    settingsOfAMember(api);
    settingsOfABalancer(api);
    membersComeAndGo(api);
    balancersAndRulesComeAndGo(api);
    drains(api);
    severalAsOne(api);
    events(api);
    assertThat(api.used()).containsExactlyInAnyOrderElementsOf(OpenApi.operations());
  }

  private void reads(ManagerApi api) {
    assertThat(api.get("/server").hasStatus(200).json().get("role").asString())
        .isEqualTo("operator");
    api.get("/listeners").hasStatus(200);
    assertThat(api.get("/hosts").hasStatus(200).json().get(0).get("id").asString())
        .isEqualTo("main");
    assertThat(api.get("/rules").hasStatus(200).json().findValuesAsString("target"))
        .contains("balancer://mycluster/");
    assertThat(api.get("/balancers").hasStatus(200).json().findValuesAsString("id"))
        .contains(CLUSTER);
    api.get("/balancers/{balancer}", CLUSTER).hasStatus(200);
    assertThat(api.get(ALL, CLUSTER).hasStatus(200).json()).hasSize(2);
    JsonNode member = api.get(ONE, CLUSTER, id(1)).hasStatus(200).json();
    assertThat(member.get("settings").get("weight").asInt()).isEqualTo(2);
    assertThat(api.get("/changes").hasStatus(200).json()).isEmpty();
    JsonNode way =
        api.get("/explain?url=http://localhost/app/x&header=Cookie:%20a=b").hasStatus(200).json();
    assertThat(way.get("balancer").asString()).isEqualTo("balancer://mycluster");
    assertThat(way.get("members")).hasSize(2);
    assertThat(way.get("request").get("target").asString()).isEqualTo("/x");
    assertThat(api.send("POST", "/diagnose", "{}", "").hasStatus(200).json().get("findings"))
        .isNotNull();
    assertThat(api.get("/openapi.yaml").hasStatus(200).text()).startsWith("openapi: 3.1.0");
    assertThat(api.get("/balancers/{balancer}", "nobody").hasStatus(404).json().get("detail"))
        .asString()
        .contains("There is no balancer nobody");
  }

  private void settingsOfAMember(ManagerApi api) {
    String before = api.get(ONE, CLUSTER, id(1)).etag();
    String patch = "{\"weight\": 7.5, \"timeout\": 1.5, \"disabled\": true}";
    api.send("PATCH", ONE, patch, "", CLUSTER, id(1)).hasStatus(428);
    api.send("PATCH", ONE, patch, "\"other\"", CLUSTER, id(1)).hasStatus(412);
    Answer tried = api.send("PATCH", ONE + "?dryRun=true", patch, before, CLUSTER, id(1));
    assertThat(tried.hasStatus(200).json().get("settings").get("weight").asDouble()).isEqualTo(7.5);
    assertThat(tried.json().get("warnings")).isEmpty();
    for (String query : List.of("?dryRun=1", "?dryRun", "?dry-run=true")) {
      api.send("PATCH", ONE + query, patch, before, CLUSTER, id(1)).hasStatus(422);
    }
    assertThat(api.get(ONE, CLUSTER, id(1)).etag()).isEqualTo(before);
    Answer changed = api.send("PATCH", ONE, patch, before, CLUSTER, id(1)).hasStatus(200);
    assertThat(changed.etag()).isNotEqualTo(before).isEqualTo(tried.etag());
    assertThat(changed.json().get("flags").get(0).asString()).isEqualTo("disabled");
    for (int i = 0; i < 4; i++) {
      assertThat(get("/app/x").body()).isEqualTo("app2");
    }
    assertThat(api.send("PATCH", ONE, patch, before, CLUSTER, id(1)).hasStatus(412).text())
        .contains("changed meanwhile");
    JsonNode wrong =
        api.change("PATCH", ONE, "{\"weight\": 101, \"lbset\": \"x\"}", CLUSTER, id(1))
            .hasStatus(422)
            .json();
    assertThat(wrong.get("errors").findValuesAsString("field")).contains("lbset");
    JsonNode changes = api.get("/changes").json();
    assertThat(changes.findValuesAsString("field"))
        .containsExactly("weight", "timeout", "disabled");
    assertThat(changes.findValuesAsString("configured")).contains("2");
    String first = changes.get(0).get("id").asString();
    api.get("/changes/{id}", first).hasStatus(200);
    api.change("DELETE", "/changes/{id}", "", first).hasStatus(204);
    api.change("PATCH", ONE, "{\"timeout\": null}", CLUSTER, id(1)).hasStatus(200);
    assertThat(api.get("/changes").json().findValuesAsString("field")).containsExactly("disabled");
    api.change("DELETE", "/changes", "").hasStatus(204);
    assertThat(api.get(ONE, CLUSTER, id(1)).etag()).isEqualTo(before);
    api.send("POST", ONE + "/clear-error", "", "", CLUSTER, id(1)).hasStatus(200);
  }

  private void settingsOfABalancer(ManagerApi api) {
    String patch = "{\"method\": \"bybusyness\", \"failOnStatus\": [503, 504]}";
    JsonNode settings =
        api.change("PATCH", "/balancers/{balancer}", patch, CLUSTER)
            .hasStatus(200)
            .json()
            .get("settings");
    assertThat(settings.get("method").asString()).isEqualTo("bybusyness");
    assertThat(settings.get("failOnStatus")).hasSize(2);
    api.change("DELETE", "/changes", "").hasStatus(204);
  }

  private void membersComeAndGo(ManagerApi api) {
    String third = apps.alone().url();
    String body = "{\"url\": \"" + third + "\", \"route\": \"c\", \"weight\": 9}";
    Answer added = api.change("POST", ALL, body, CLUSTER).hasStatus(201);
    assertThat(added.json().get("route").asString()).isEqualTo("c");
    api.change("POST", ALL, body, CLUSTER).hasStatus(422);
    String id = added.json().get("id").asString();
    api.change("DELETE", ONE + "?deadline=-1", "", CLUSTER, id).hasStatus(422);
    JsonNode alone =
        api.change("DELETE", ONE + "?dryRun=true", "", CLUSTER, id).hasStatus(200).json();
    assertThat(alone.get("warnings")).isEmpty();
    api.change("DELETE", ONE + "?deadline=0", "", CLUSTER, id).hasStatus(204);
    api.get(ONE, CLUSTER, id).hasStatus(404);
    api.change("DELETE", ONE + "?deadline=5", "", CLUSTER, id(2)).hasStatus(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> api.get(ONE, CLUSTER, id(2)).status() == 404);
    assertThat(get("/app/x").body()).isEqualTo("app1");
    api.change("DELETE", "/changes", "").hasStatus(204);
    api.get(ONE, CLUSTER, id(2)).hasStatus(200);
  }

  private void balancersAndRulesComeAndGo(ManagerApi api) {
    String body = "{\"name\": \"new\", \"members\": [{\"url\": \"" + apps.app(2).url() + "\"}]}";
    api.change("POST", "/balancers", body).hasStatus(201);
    String rule = "{\"path\": \"/new/\", \"target\": \"balancer://new/\"}";
    String id = api.change("POST", "/rules", rule).hasStatus(201).json().get("id").asString();
    assertThat(get("/new/x").body()).isEqualTo("app2");
    assertThat(api.change("DELETE", "/balancers/{balancer}", "", "new").hasStatus(409).text())
        .contains("A rule sends requests to it");
    api.change("DELETE", "/rules/{id}", "", id).hasStatus(204);
    assertThat(get("/new/x").statusCode()).isEqualTo(404);
    api.change("DELETE", "/balancers/{balancer}", "", "new").hasStatus(204);
    assertThat(api.get("/changes").json()).isEmpty();
  }

  private void drains(ManagerApi api) {
    String order = "{\"deadline\": 600, \"quiet\": 1, \"then\": \"disable\"}";
    api.change("PUT", DRAIN, "{\"then\": \"explode\"}", CLUSTER, id(1)).hasStatus(422);
    api.change("PUT", DRAIN, order, CLUSTER, id(1)).hasStatus(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get(DRAIN, CLUSTER, id(1)).status() == 404);
    assertThat(api.get(ONE, CLUSTER, id(1)).json().get("settings").get("disabled").asBoolean())
        .isTrue();
    api.change("DELETE", "/changes", "").hasStatus(204);
    api.change("DELETE", DRAIN, "", CLUSTER, id(1)).hasStatus(404);
  }

  private void severalAsOne(ManagerApi api) {
    JsonNode made =
        api.change(
                "POST",
                "/changes?dryRun=true",
                """
                {"changes": [{"op": "add", "path": "balancers", "value": {"name": "n"}},
                  {"op": "add", "path": "rules",
                    "value": {"path": "/n/", "target": "balancer://n/", "host": "main"}}]}
                """)
            .hasStatus(200)
            .json();
    assertThat(made.get("changes")).hasSize(2);
    assertThat(made.get("warnings").get(0).asString()).contains("balancer://n has no members");
    String good = patch(1, "{\"draining\": true}") + "," + patch(2, "{\"weight\": 4}");
    String bad = patch(1, "{\"draining\": true}") + "," + patch(2, "{\"weight\": 400}");
    String refused =
        api.change("POST", "/changes", "{\"changes\": [" + bad + "]}").hasStatus(422).text();
    assertThat(refused).contains("weight");
    assertThat(api.get("/changes").json()).isEmpty();
    assertThat(
            api.change("POST", "/changes", "{\"changes\": [" + good + "]}")
                .hasStatus(200)
                .json()
                .get("changes"))
        .hasSize(2);
    api.change("DELETE", "/changes", "").hasStatus(204);
  }

  private String patch(int app, String value) {
    return "{\"op\": \"patch\", \"path\": \"balancers/mycluster/members/"
        + id(app)
        + "\", \"value\": "
        + value
        + "}";
  }

  private void events(ManagerApi api) throws IOException, InterruptedException {
    JsonNode events = api.get("/events").hasStatus(200).json();
    assertThat(events.findValuesAsString("kind")).contains("change", "drain");
    long last = events.get(events.size() - 1).get("id").asLong();
    api.used().add("get /events/stream");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(front() + "/balancer-manager/api/events/stream"))
            .header("Last-Event-ID", String.valueOf(last - 1))
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(next(lines)).contains("id: " + last);
      api.change("PATCH", ONE, "{\"weight\": 5}", CLUSTER, id(1)).hasStatus(200);
      assertThat(next(lines))
          .contains("event: change")
          .anyMatch(line -> line.contains("loadfactor=5"));
    }
    api.change("DELETE", "/changes", "").hasStatus(204);
  }

  /** The lines of the next event that has an id. */
  private static List<String> next(BufferedReader lines) throws IOException {
    List<String> event = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !(line.isEmpty() && event.stream().anyMatch(l -> l.startsWith("id:")))) {
      event.add(line);
      line = lines.readLine();
    }
    return event;
  }
}
