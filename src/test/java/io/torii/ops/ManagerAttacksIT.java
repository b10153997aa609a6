package io.torii.ops;

import static io.torii.ops.ManagerSite.CI;
import static io.torii.ops.ManagerSite.EYE;
import static io.torii.ops.ManagerSite.OLGA;
import static io.torii.ops.ManagerSite.RITA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Reply;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who must not get into the manager, or change anything there, and tries. */
@OnceInABuild
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagerAttacksIT {

  private static final String API = "/balancer-manager/api/";
  private static final String JSON = "Content-Type: application/json";
  private static final String ANY = "If-Match: *";

  private static final String ROUTE = "{\"route\":\"stolen\"}";

  private ManagerSite site;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    site = new ManagerSite(folder);
  }

  @AfterAll
  void stop() throws IOException {
    site.close();
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertThat(get(API + "changes", OLGA).body()).isEqualTo("[]");
    assertThat(site.file("changes.json")).doesNotContain("\"c1\"");
  }

  private Reply get(String path, String credentials) throws IOException {
    return site.ask("GET", path, "", "Authorization: " + credentials);
  }

  @Test
  void readersLookAndChangeNothing() throws IOException {
    for (String reader : List.of(RITA, EYE)) {
      for (String path : ManagerSite.READABLE) {
        assertThat(get(path, reader).status()).as(path).isEqualTo(200);
      }
      assertThat(get(API + "server", reader).body()).contains("\"role\":\"reader\"");
      for (String[] change : site.changes()) {
        Reply refused =
            site.ask(change[0], change[1], change[2], "Authorization: " + reader, JSON, ANY);
        assertThat(refused.status()).as(String.join(" ", change)).isEqualTo(403);
        assertThat(refused.body()).contains("torii.manager.operators");
      }
      String guess = API + "explain?url=http://127.0.0.1/&header=authorization:%20Basic%20eA==";
      assertThat(get(guess, reader).status()).isEqualTo(403);
      String referer = "Referer: http://127.0.0.1/";
      String form = "b=mycluster&nonce=5e9a-nonce&b_lbm=bytraffic";
      String auth = "Authorization: " + reader;
      assertThat(site.ask("POST", "/balancer-manager", form, auth, referer).status())
          .isEqualTo(403);
      assertThat(site.ask("GET", "/balancer-manager?xml=1", "", auth, referer).body())
          .contains("balancer://mycluster")
          .doesNotContain("5e9a-nonce");
    }
  }

  @Test
  void nobodyGetsInWithoutAName() throws IOException {
    for (String path : ManagerSite.READABLE) {
      Reply refused = site.ask("GET", path, "");
      assertThat(refused.status()).as(path).isEqualTo(401);
      assertThat(refused.fields())
          .contains("WWW-Authenticate: Basic realm=\"manager\"")
          .contains("WWW-Authenticate: Bearer realm=\"balancer-manager\"");
    }
    for (String[] change : site.changes()) {
      assertThat(site.ask(change[0], change[1], change[2], JSON, ANY).status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenStandsForItsUser() throws IOException {
    assertThat(get(API + "server", CI).body()).contains("\"user\":\"ci\"", "\"role\":\"operator\"");
    assertThat(
            site.ask(
                    "PATCH",
                    site.memberPath() + "?dryRun=true",
                    ROUTE,
                    "Authorization: " + CI,
                    JSON,
                    ANY)
                .status())
        .isEqualTo(200);
    assertThat(get(API + "server", CI + "x").status()).isEqualTo(401);
  }

  @Test
  void tokensAloneAreAWayToLogIn(@TempDir Path folder) throws IOException {
    assertThat(get("/tokens/api/server", EYE).body()).contains("\"user\":\"eye\"");
    Reply refused = site.ask("GET", "/tokens/api/server", "");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.fields())
        .filteredOn(field -> field.startsWith("WWW-Authenticate"))
        .containsExactly("WWW-Authenticate: Bearer realm=\"balancer-manager\"");

    Path conf =
        Files.writeString(
            folder.resolve("t.conf"),
            "<Location /m>\nSetHandler balancer-manager\nRequire valid-user\n</Location>\n");
    String token = "torii.manager.tokens=ci:operator:" + "0a".repeat(32);
    try (ToriiProcess with = ToriiProcess.start("-t", "-f", conf.toString(), "-D", token);
        ToriiProcess without = ToriiProcess.start("-t", "-f", conf.toString())) {
      assertThat(with.awaitEnd()).as(with.err()).isZero();
      assertThat(without.awaitEnd()).isEqualTo(1);
      assertThat(without.err()).contains("Somebody must log in here");
    }
  }

  @Test
  void whoGuessesWaits() throws IOException {
    String from = "127.0.0.77";
    for (int i = 0; i < 10; i++) {
      String guess = i % 2 == 0 ? "Bearer guess" + i : "Basic b2xnYTpndWVzcw==";
      assertThat(site.askFrom(from, "GET", API + "server", "", "Authorization: " + guess).status())
          .isEqualTo(401);
    }
    for (String right : List.of(OLGA, CI)) {
      Reply late = site.askFrom(from, "GET", API + "server", "", "Authorization: " + right);
      assertThat(late.status()).isEqualTo(429);
      assertThat(late.fields()).anyMatch(field -> field.matches("Retry-After: ([1-5]?\\d|60)"));
    }
    assertThat(
            site.askFrom("127.0.0.78", "GET", API + "server", "", "Authorization: " + OLGA)
                .status())
        .isEqualTo(200);
    // The log is written a moment later than the answer.
    await()
        .untilAsserted(
            () ->
                assertThat(site.file("error.log").lines())
                    .filteredOn(line -> line.contains("logins to the balancer-manager have failed"))
                    .filteredOn(line -> line.contains("from " + from + ":"))
                    .hasSize(1));
  }

  /** Nor does a success: somebody else's, or a guesser's own. */
  @Test
  void noLoginOfTheirOwnGivesGuessersMoreGuesses() throws IOException {
    String from = "127.0.0.84";
    String server = API + "server";
    for (int i = 0; i < 10; i++) {
      assertThat(site.askFrom(from, "GET", server, "", "Authorization: " + RITA).status())
          .isEqualTo(200);
      assertThat(site.askFrom(from, "GET", server, "", "Authorization: Bearer g" + i).status())
          .isEqualTo(401);
    }
    assertThat(site.askFrom(from, "GET", server, "", "Authorization: " + OLGA).status())
        .isEqualTo(429);
    assertThat(site.askFrom(from, "GET", server, "", "Authorization: " + RITA).status())
        .as("a page that is open")
        .isEqualTo(200);
  }

  /** A backend could take the path for the manager's: Require is asked, and so the limit is. */
  @ParameterizedTest
  @CsvSource({
    "/balancer-manager;x, 127.0.0.81",
    "/balancer-manager;x=1/api/server, 127.0.0.82",
    "/x/..;/balancer-manager/api/server, 127.0.0.83"
  })
  void noSpellingOfThePathGetsAroundTheWait(String path, String from) throws IOException {
    for (int i = 0; i < 10; i++) {
      String guess = i % 2 == 0 ? "Bearer guess" + i : "Basic b2xnYTpndWVzcw==";
      assertThat(site.askFrom(from, "GET", path, "", "Authorization: " + guess).status())
          .isEqualTo(401);
    }
    assertThat(site.askFrom(from, "GET", path, "", "Authorization: " + OLGA).status())
        .isEqualTo(429);
    assertThat(site.askFrom(from, "GET", API + "server", "", "Authorization: " + OLGA).status())
        .isEqualTo(429);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /balancer-manager",
    "DELETE, /balancer-manager/",
    "PATCH, /balancer-manager/api/server",
    "POST, /balancer-manager/metrics",
    "PUT, /balancer-manager/api/changes",
    "PROPFIND, /balancer-manager/api/balancers",
    "CONNECTED, /balancer-manager/api/rules"
  })
  void otherMethodsAreNotAllowed(String method, String path) throws IOException {
    assertThat(site.ask(method, path, "", "Authorization: " + OLGA, JSON, ANY).status())
        .isEqualTo(405);
    assertThat(site.ask(method, path, "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/balancer-manager/api/../api/server",
        "/balancer-manager/./api/server",
        "/x/../balancer-manager/api/server",
        "/%62alancer-manager/api/server",
        "//balancer-manager//api/server",
        "/balancer-manager/api/%2e%2e/api/server",
        "/balancer-manager/%2e%2e/balancer-manager/api/server",
        "/balancer-manager/..;/balancer-manager/api/server",
        "/balancer-manager;x=1/api/server",
        "/balancer-manager/;/api/server",
        "/;/balancer-manager/api/server",
        "/.torii/api/server",
        "/balancer-manager/..%2f.torii/api/server",
        "/balancer-manager%2fapi/server",
        "/BALANCER-MANAGER/api/server",
        "/open/../balancer-manager/api/server",
        "/open/..;/balancer-manager/api/server",
        "/open/%2e%2e/balancer-manager/api/server",
        "http://evil.example/balancer-manager/api/server"
      })
  void noSpellingOfThePathGetsAround(String path) throws IOException {
    Reply reply = site.ask("GET", path, "");
    assertThat(reply.body()).doesNotContain("\"product\"", "\"inFlight\"");
    assertThat(reply.status() == 200 ? reply.body() : "refused").isIn("app", "refused");
  }

  @Test
  void withoutRequireOnlyThisMachineAndTokensGetIn() throws IOException {
    assertThat(site.ask("GET", "/open/api/server", "").status()).isEqualTo(200);
    String rebound = "Host: evil.example:" + site.port();
    assertThat(site.ask("GET", "/open/api/server", "", rebound).status()).isEqualTo(403);
    assertThat(site.ask("GET", "/open/api/server", "", "X-Forwarded-For: 192.0.2.1").status())
        .isEqualTo(403);
    assertThat(site.ask("GET", "/open/api/server", "", rebound, "Authorization: " + EYE).body())
        .contains("\"user\":\"eye\"", "\"role\":\"reader\"");
    assertThat(site.ask("GET", "/open/api/server", "", "Authorization: Bearer no").status())
        .isEqualTo(401);
  }

  /** What the configuration writes is not shown to whoever guesses it either. */
  @Test
  void anExplanationShowsWhatWasAskedAndNoSecret() throws IOException {
    String asked = "header=X-Api-Key:%20Backend-Key-6&header=X-My-Token:%20mine";
    String url = API + "explain?url=http://127.0.0.1:1/x&client=192.0.2.7&" + asked;
    String explained = get(url, RITA).body();
    assertThat(explained)
        .contains("none listens on port 1: see Listen", "\"finding\":\"192.0.2.7\"")
        .contains("{\"name\":\"X-My-Token\",\"value\":\"mine\"}")
        .containsPattern("\"X-Api-Key\",\"value\":\"\\(set at [^\"]*site.conf:[0-9]+\\)\"")
        .containsPattern("\"Authorization\",\"value\":\"\\(set at [^\"]*site.conf:[0-9]+\\)\"")
        .doesNotContain("Backend-");
    Reply refused = get(API + "explain?url=http://127.0.0.1/x&client=localhost", RITA);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("\"client\"", "IP address");
  }

  @Test
  void nothingTellsASecret() throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String path : ManagerSite.READABLE) {
      for (String who : List.of(OLGA, CI, RITA, EYE)) {
        seen.append(get(path, who).head()).append(get(path, who).body());
      }
    }
    for (String name : List.of("audit.log", "changes.json", "error.log")) {
      seen.append(site.file(name));
    }
    assertThat(seen.append(site.output()).toString())
        .doesNotContain(ManagerSite.secrets().toArray(new String[0]));
  }
}
