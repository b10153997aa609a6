package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators have changed, through reloads and restarts. */
@OnceInABuild
class ChangesSurviveIT {

  private static final String RELOADED = "AH00493";

  @TempDir Path folder;
  private ManagerApi api = ManagerApi.at(0); // until one is started
  private Backend one;
  private Backend two;
  private Backend three;
  private Path changes;

  @BeforeEach
  void start() throws IOException {
    one = Backend.start(Script.ok("one"));
    two = Backend.start(Script.ok("two"));
    three = Backend.start(Script.ok("three"));
    changes = folder.resolve("torii-changes.json");
    write("BalancerPersist On", "", "");
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    two.close();
    three.close();
  }

  private void write(String first, String ofOne, String ofTwo) throws IOException {
    Files.writeString(
        folder.resolve("torii.conf"),
        """
        %s
        <Proxy balancer://b>
          BalancerMember %s %s
          BalancerMember %s %s
        </Proxy>
        ProxyPass /old balancer://b/old
        ProxyPass / balancer://b/
        <Location /manager>
          SetHandler balancer-manager
          Require local
        </Location>
        """
            .formatted(first, one.url(), ofOne, two.url(), ofTwo));
  }

  /** On another port each time: somebody else may have taken the last one meanwhile. */
  private ToriiProcess started(String... more) {
    int port = ToriiProcess.freePort();
    api = ManagerApi.at(port);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-f",
                folder.resolve("torii.conf").toString(),
                "-D",
                "torii.listen=127.0.0.1:" + port));
    arguments.addAll(List.of(more));
    return ToriiProcess.start(arguments.toArray(String[]::new)).awaitPort(port);
  }

  private String member(Backend backend) {
    return ManagerApi.member("b", backend.url());
  }

  /** Everything that was changed, as the API shows it. */
  private List<String> state() {
    List<String> state = new ArrayList<>();
    api.array("changes").forEach(change -> state.add(change.toString()));
    for (JsonObject balancer : api.array("balancers").getValuesAs(JsonObject.class)) {
      state.add(balancer.getString("id") + balancer.get("settings"));
      for (JsonObject member : balancer.getJsonArray("members").getValuesAs(JsonObject.class)) {
        state.add(member.getString("url") + member.get("settings"));
      }
    }
    api.array("rules").getValuesAs(JsonObject.class).forEach(r -> state.add(r.getString("text")));
    return state;
  }

  @Test
  void everyKindOfChangeSurvivesReloadAndRestart() throws Exception {
    List<String> before;
    try (ToriiProcess torii = started()) {
      api.change("PATCH", member(one), "{\"weight\":3.5,\"timeout\":7.5,\"route\":\"r 1\"}");
      api.change("PATCH", member(one), "{\"standby\":true}");
      api.change(
          "PATCH",
          "balancers/b",
          "{\"method\":\"bybusyness\",\"stickySession\":\"S|s\",\"failOnStatus\":[503,504]}");
      api.change(
          "POST", "balancers/b/members", "{\"url\":\"%s\",\"weight\":2}".formatted(three.url()));
      api.change("DELETE", member(two) + "?deadline=0", "");
      api.change(
          "POST",
          "balancers",
          "{\"name\":\"n\",\"members\":[{\"url\":\"%s\"}]}".formatted(three.url()));
      api.change("POST", "rules", "{\"path\":\"/new\",\"target\":\"balancer://n/new\"}");
      api.change("DELETE", "rules/" + rule("/old"), "");
      before = state();
      assertThat(before)
          .hasSize(21)
          .anyMatch(s -> s.startsWith("n{"))
          .noneMatch(s -> s.startsWith(two.url()))
          .noneMatch(s -> s.startsWith("/old "));
      torii.hangUp();
      await().atMost(Duration.ofSeconds(20)).until(() -> torii.err().contains(RELOADED));
      assertThat(state()).isEqualTo(before);
    }
    try (ToriiProcess torii = started()) {
      assertThat(state()).isEqualTo(before);
      assertThat(Web.get(api.site() + "/new").body()).isEqualTo("three");
      api.change("DELETE", "changes", "");
      assertThat(api.array("rules")).hasSize(2);
      assertThat(torii.err()).doesNotContain("Exception");
    }
    try (ToriiProcess torii = started()) {
      assertThat(api.array("changes")).isEmpty();
      assertThat(api.settings(member(two)).getInt("weight")).isEqualTo(1);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  private String rule(String path) {
    return api.array("rules").getValuesAs(JsonObject.class).stream()
        .filter(rule -> rule.getString("path").equals(path))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  @Test
  void anEditedFileWinsWhereBothTouchTheSameField() throws Exception {
    try (ToriiProcess torii = started()) {
      api.change("PATCH", member(one), "{\"weight\":3}");
      api.change("PATCH", member(two), "{\"route\":\"r9\",\"lbset\":1}");
      write("BalancerPersist On", "loadfactor=4", "");
      torii.hangUp();
      await().atMost(Duration.ofSeconds(20)).until(() -> torii.err().contains(RELOADED));
      assertThat(api.settings(member(one)).getInt("weight")).isEqualTo(4);
      assertThat(api.settings(member(two)).getString("route")).isEqualTo("r9");
      assertGivenUp("loadfactor=3 is given up: the configuration now says \"4\" here");
      assertThat(Files.readString(changes)).contains("r9").doesNotContain("loadfactor");
    }
    write("BalancerPersist On", "loadfactor=4", "route=r5"); // while nobody runs
    try (ToriiProcess torii = started()) {
      assertThat(api.settings(member(two)).getString("route")).isEqualTo("r5");
      assertThat(api.settings(member(two)).getInt("lbset")).isEqualTo(1);
      assertGivenUp("route=r9 is given up: the configuration now says \"r5\" here");
      assertThat(Files.readString(changes)).contains("lbset").doesNotContain("r9");
      assertThat(torii.err()).contains("route=r9 is given up").doesNotContain("Exception");
    }
  }

  private void assertGivenUp(String text) {
    await().atMost(Duration.ofSeconds(5)).until(() -> !api.events().isEmpty());
    assertThat(api.events()).anyMatch(event -> event.startsWith(text));
  }

  @Test
  void withoutBalancerPersistARestartForgets() throws Exception {
    write("", "", "");
    try (ToriiProcess torii = started()) {
      api.change("PATCH", member(one), "{\"weight\":3}");
      assertThat(api.settings(member(one)).getInt("weight")).isEqualTo(3);
      assertThat(api.object("server").isNull("changesFile")).isTrue();
      torii.hangUp();
      await().atMost(Duration.ofSeconds(20)).until(() -> torii.err().contains(RELOADED));
      assertThat(api.settings(member(one)).getInt("weight")).isEqualTo(3);
    }
    assertThat(folder.toFile().list()).containsExactly("torii.conf");
    try (ToriiProcess torii = started()) {
      assertThat(api.settings(member(one)).getInt("weight")).isEqualTo(1);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  /** Nobody knew of the file while BalancerPersist was off. */
  @Test
  void aFileOfChangesThatAReloadNamesIsReadAndNotEmptied() throws Exception {
    try (ToriiProcess torii = started()) {
      api.change("PATCH", member(one), "{\"weight\":3,\"route\":\"r1\"}");
      api.change("PATCH", member(two), "{\"lbset\":1}");
      assertThat(torii.err()).doesNotContain("Exception");
    }
    write("", "", "");
    try (ToriiProcess torii = started()) {
      assertThat(api.array("changes")).isEmpty();
      api.change("PATCH", member(one), "{\"weight\":6}");
      write("BalancerPersist On", "", "");
      torii.hangUp();
      await().atMost(Duration.ofSeconds(20)).until(() -> torii.err().contains(RELOADED));
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(Files.readString(changes)).contains("\"6\""));
      assertThat(Files.readString(changes)).contains("r1", "lbset").doesNotContain("\"3\"");
      assertThat(api.settings(member(one)).getInt("weight")).isEqualTo(6);
      assertThat(api.settings(member(one)).getString("route")).isEqualTo("r1");
      assertThat(api.settings(member(two)).getInt("lbset")).isEqualTo(1);
      assertGivenUp("loadfactor=3 is given up: something else has been changed here since");
    }
  }

  /** A folder that is gone, which nobody can write to, whoever he is. */
  @Test
  void whatCannotBeWrittenDownIsNotMade() throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    Path file = state.resolve("changes.json");
    try (ToriiProcess torii = started("-D", "torii.manager.changes-file=" + file)) {
      api.change("PATCH", member(one), "{\"weight\":3}");
      Path away = Files.move(state, folder.resolve("away"));
      List<String> before = state();
      HttpResponse<String> refused = api.send("PATCH", member(one), "{\"weight\":4}", "*");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body())
          .contains("cannot be written down, and is not made", file.toString());
      assertThat(state()).isEqualTo(before);
      assertThat(api.settings(member(one)).getInt("weight")).isEqualTo(3);
      Files.move(away, state);
      api.change("PATCH", member(one), "{\"weight\":5}");
      assertThat(Files.readString(file)).contains("\"5\"");
      assertThat(torii.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void aBrokenFileOfChangesRefusesTheStart() throws Exception {
    for (String broken :
        List.of("", "{\"changes\": [", "{\"changes\": [{\"id\": \"c1\"}], \"last\": 1}")) {
      Files.writeString(changes, broken);
      try (ToriiProcess torii = ToriiProcess.start("-f", folder.resolve("torii.conf").toString())) {
        assertThat(torii.awaitEnd()).isEqualTo(1);
        assertThat(torii.err())
            .contains("torii.manager.changes-file: " + changes + " is no file of changes: ")
            .contains("Put it right, or move it away to start with the configuration alone.")
            .doesNotContain("\tat ");
        assertThat(Files.readString(changes)).isEqualTo(broken);
      }
    }
  }
}
