package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes while requests are served: each as a whole, and none at a request's cost. */
class ChangesUnderLoadIT {

  private static final int CHANGES = 200;

  /** Each pair of them leaves everything as it was. */
  private record Step(String method, String path, String body) {}

  @TempDir Path folder;
  private ManagerApi api;
  private Backend one;
  private Backend two;
  private Backend three;
  private ToriiProcess torii;

  @BeforeEach
  void start() throws IOException {
    one = Backend.start(Script.ok("x"));
    two = Backend.start(Script.ok("x"));
    three = Backend.start(Script.ok("x"));
    int port = ToriiProcess.freePort();
    api = ManagerApi.at(port);
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            BalancerPersist On
            <Proxy balancer://b>
              BalancerMember %s
              BalancerMember %s
            </Proxy>
            ProxyPass / balancer://b/
            <Location /manager>
              SetHandler balancer-manager
            </Location>
            """
                .formatted(port, one.url(), two.url()));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @AfterEach
  void stop() throws IOException {
    torii.close();
    one.close();
    two.close();
    three.close();
  }

  private List<Step> steps() {
    String first = ManagerApi.member("b", one.url());
    String second = ManagerApi.member("b", two.url());
    String third = ManagerApi.member("b", three.url());
    String added = "{\"url\":\"" + three.url() + "\"}";
    String member = "{\"op\":\"patch\",\"path\":\"" + first + "\",\"value\":";
    String balancer = "{\"op\":\"patch\",\"path\":\"balancers/b\",\"value\":";
    return List.of(
        new Step("PATCH", first, "{\"weight\":7,\"route\":\"r1\"}"),
        new Step("PATCH", first, "{\"weight\":null,\"route\":null}"),
        new Step("PATCH", second, "{\"disabled\":true}"),
        new Step("PATCH", second, "{\"disabled\":false}"),
        new Step("PATCH", first, "{\"timeout\":9,\"max\":50}"), // another pool
        new Step("PATCH", first, "{\"timeout\":null,\"max\":null}"),
        new Step("PATCH", "balancers/b", "{\"method\":\"bybusyness\",\"stickySession\":\"S\"}"),
        new Step("PATCH", "balancers/b", "{\"method\":null,\"stickySession\":null}"),
        new Step("POST", "balancers/b/members", added),
        new Step("DELETE", third + "?deadline=0", ""),
        new Step("DELETE", second + "?deadline=0", ""),
        new Step("DELETE", "changes", ""),
        new Step("POST", "balancers", "{\"name\":\"n\",\"members\":[" + added + "]}"),
        new Step("POST", "rules", "{\"path\":\"/n\",\"target\":\"balancer://n/n\"}"),
        new Step("DELETE", "rules/RULE", ""),
        new Step("DELETE", "balancers/n", ""),
        new Step("PUT", second + "/drain", "{\"deadline\":60}"),
        new Step("DELETE", second + "/drain", ""),
        new Step(
            "POST",
            "changes",
            "{\"changes\":["
                + member
                + "{\"lbset\":0,\"weight\":2}},"
                + balancer
                + "{\"maxAttempts\":2}}]}"),
        new Step("DELETE", "changes", ""));
  }

  @Test
  void twoHundredChangesCostNoRequest() throws Exception {
    Web.get(api.site() + "/");
    try (Load load = Load.of(3, () -> status("/"), "200");
        Load other = Load.of(1, () -> status("/n"), "200")) {
      make(steps());
      int threads = count("task");
      int sockets = count("fd");
      for (int made = 0; made < CHANGES; made += steps().size()) {
        make(steps());
      }
      int before = load.served();
      await().atMost(Duration.ofSeconds(30)).until(() -> load.served() > before + 20);
      // Under the same load as at the first count: what is more then was left by the changes.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(count("fd")).isLessThanOrEqualTo(sockets + 16);
                assertThat(count("task")).isLessThanOrEqualTo(threads + 16);
              });
      assertThat(load.stop()).isEmpty();
      assertThat(other.stop()).isEmpty();
    }
    assertThat(api.array("changes")).isEmpty();
    assertThat(torii.err()).doesNotContain("Exception");
  }

  private void make(List<Step> steps) {
    for (Step step : steps) {
      String path = step.path().endsWith("/RULE") ? "rules/" + firstRule() : step.path();
      api.change(step.method(), path, step.body());
    }
  }

  private String firstRule() {
    return api.array("rules").getJsonObject(0).getString("id");
  }

  private String status(String path) {
    return Integer.toString(Web.get(api.site() + path).statusCode());
  }

  private int count(String what) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + torii.pid() + "/" + what))) {
      return (int) entries.count();
    }
  }

  @Test
  void ofSeveralChangesWithOneThatIsWrongNoneIsMade() {
    String first = ManagerApi.member("b", one.url());
    JsonArray balancers = settings();
    String good =
        "{\"changes\":[{\"op\":\"patch\",\"path\":\"%s\",\"value\":{\"weight\":5}},"
            + "{\"op\":\"add\",\"path\":\"balancers/b/members\",\"value\":{\"url\":\"%s\",\"lbset\":%s}}]}";
    HttpResponse<String> refused =
        api.send("POST", "changes", good.formatted(first, three.url(), "\"high\""), "*");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(field(refused)).isEqualTo("changes[1].value.lbset");
    HttpResponse<String> outOfBounds =
        api.send("POST", "changes", good.formatted(first, three.url(), "100"), "*");
    assertThat(outOfBounds.statusCode()).isEqualTo(422);
    assertThat(field(outOfBounds)).isEqualTo("lbset");
    assertThat(settings()).isEqualTo(balancers);
    assertThat(api.array("changes")).isEmpty();
    assertThat(folder.resolve("torii-changes.json")).doesNotExist();
    api.change("POST", "changes", good.formatted(first, three.url(), "1"));
    assertThat(api.settings(first).getInt("weight")).isEqualTo(5);
    assertThat(api.array("balancers/b/members")).hasSize(3);
  }

  private static String field(HttpResponse<String> problem) {
    JsonObject body = ManagerApi.read(problem.body()).asJsonObject();
    return body.getJsonArray("errors").getJsonObject(0).getString("field");
  }

  private JsonArray settings() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    api.array("balancers/b/members")
        .getValuesAs(JsonObject.class)
        .forEach(member -> all.add(member.getJsonObject("settings")));
    return all.build();
  }
}
