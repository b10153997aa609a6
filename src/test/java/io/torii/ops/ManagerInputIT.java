package io.torii.ops;

import static io.torii.ops.ManagerSite.CI;
import static io.torii.ops.ManagerSite.OLGA;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sends, or somebody in his name, that is no value of a field. */
@OnceInABuild
class ManagerInputIT {

  private static final String API = "/balancer-manager/api/";

  /** Of every kind of JSON, and some that break what reads or shows them. */
  private static final List<String> VALUES =
      List.of(
          "[]",
          "{}",
          "[[1]]",
          "true",
          "\"x\"",
          "\"\"",
          "\"a\\r\\nX-Evil: 1\"",
          "\"\\u0000\"",
          "\"<script>alert(1)</script>\"",
          "\"" + "x".repeat(2000) + "\"",
          "-1",
          "1e999999999",
          "1e-999999999",
          "0.00001",
          "9223372036854775808");

  @TempDir Path folder;
  private ManagerSite site;

  @BeforeEach
  void start() throws IOException {
    site = new ManagerSite(folder);
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  private Reply change(String method, String path, String body) throws IOException {
    return site.ask(
        method,
        path,
        body,
        "Authorization: " + OLGA,
        "Content-Type: application/json",
        "If-Match: *");
  }

  private JsonObject get(String path) throws IOException {
    return json(site.ask("GET", path, "", "Authorization: " + OLGA).body());
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @Test
  void everyFieldTakesItsKindAndNothingElse() throws IOException {
    for (String path : List.of(site.memberPath(), API + "balancers/mycluster")) {
      for (String field : get(path).getJsonObject("settings").keySet()) {
        for (String value : VALUES) {
          String body = "{\"" + field + "\":" + value + "}";
          Reply reply = change("PATCH", path + "?dryRun=true", body);
          assertThat(reply.status()).as(body).isIn(200, 400, 422);
          assertThat(reply.head()).doesNotContain("X-Evil: 1");
        }
        Reply array = change("PATCH", path + "?dryRun=true", "{\"" + field + "\":{}}");
        assertThat(array.status()).as(field).isEqualTo(422);
        assertThat(array.body()).contains("\"field\":\"" + field + "\"");
      }
    }
    for (String value : VALUES) {
      List<String> bodies =
          List.of(
              "{\"changes\":" + value + "}",
              "{\"changes\":[" + value + "]}",
              "{\"changes\":[{\"op\":" + value + ",\"path\":" + value + ",\"value\":{}}]}");
      for (String body : bodies) {
        assertThat(change("POST", API + "changes?dryRun=true", body).status())
            .as(body)
            .isIn(400, 422);
      }
      assertThat(
              change("PUT", site.memberPath() + "/drain", "{\"deadline\":" + value + ",\"then\":7}")
                  .status())
          .as(value)
          .isEqualTo(422);
    }
    assertThat(site.ask("GET", API + "changes", "", "Authorization: " + OLGA).body())
        .isEqualTo("[]");
  }

  @Test
  void bodiesAreBounded() throws IOException {
    assertThat(
            change("PATCH", site.memberPath(), "{\"route\":\"" + "x".repeat(70_000) + "\"}")
                .status())
        .isEqualTo(413);
    assertThat(change("POST", API + "changes", "[".repeat(30_000)).status()).isEqualTo(400);
    assertThat(change("POST", API + "changes", "{\"a\":".repeat(10_000)).status()).isEqualTo(400);
    assertThat(change("PATCH", site.memberPath(), "not json").status()).isEqualTo(400);
    assertThat(change("PATCH", site.memberPath(), "[]").status()).isEqualTo(400);
  }

  @Test
  void whatIsWrittenIsShownAsText() throws IOException {
    String evil = "<script>alert('x')</script>&\\\"";
    Reply patched = change("PATCH", site.memberPath(), "{\"route\":\"" + evil + "\"}");
    assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    Reply all = site.ask("GET", API + "balancers", "", "Authorization: " + OLGA);
    assertThat(all.fields())
        .anyMatch(field -> field.startsWith("Content-Type: application/json"))
        .contains("X-Content-Type-Options: nosniff");
    assertThat(all.body()).contains("\"route\":\"" + evil + "\"");
    Reply xml =
        site.ask(
            "GET",
            "/balancer-manager?xml=1",
            "",
            "Authorization: " + OLGA,
            "Referer: http://127.0.0.1/");
    assertThat(xml.body())
        .contains("<httpd:route>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;<");
    Reply metrics = site.ask("GET", "/balancer-manager/metrics", "", "Authorization: " + OLGA);
    assertThat(metrics.status()).isEqualTo(200);
  }

  @Test
  void withoutARefererParametersSayNothing() throws IOException {
    Reply page = site.ask("GET", "/balancer-manager?xml=1", "", "Authorization: " + OLGA);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<html").doesNotContain("5e9a-nonce");
    assertThat(site.output() + site.file("error.log")).contains("AH10187");
  }

  @Test
  void noNameBreaksALineOfALogOrOfAHead() throws IOException {
    for (String url :
        List.of(
            "http://127.0.0.1:9\\r\\nX-Evil: 1",
            "http://127.0.0.1:9/\\u0000",
            "javascript:alert(1)",
            "http://evil\\u2028\\n.example")) {
      Reply refused =
          change("POST", API + "balancers/mycluster/members", "{\"url\":\"" + url + "\"}");
      assertThat(refused.status()).as(url).isEqualTo(422);
      assertThat(refused.head()).doesNotContain("X-Evil: 1");
    }
    for (String path :
        List.of(
            API + "balancers/%0d%0aX-Evil:%201",
            API + "explain?url=http://127.0.0.1/%0d%0aX-Evil:%201",
            API + "explain?url=http://127.0.0.1/&header=A:%0d%0aX-Evil:%201",
            "/balancer-manager?b=%0d%0aX-Evil:%201")) {
      Reply reply =
          site.ask(
              "GET",
              path,
              "",
              "Authorization: " + OLGA,
              "Referer: http://127.0.0.1/x",
              "User-Agent: a\tb%0d%0aX-Evil: 1\\n");
      assertThat(reply.status()).as(path).isLessThan(500);
      assertThat(reply.fields()).noneMatch(field -> field.startsWith("X-Evil"));
    }
    String form = "b=mycluster&nonce=5e9a-nonce&b_wyes=1&b_nwrkr=http://127.0.0.1:9%250d%250aEvil";
    site.ask(
        "POST", "/balancer-manager", form, "Authorization: " + CI, "Referer: http://127.0.0.1/");
    assertThat((site.output() + "\n" + site.file("error.log")).lines())
        .noneMatch(line -> line.startsWith("X-Evil") || line.startsWith("Evil"));
  }

  @Test
  void eachChangeIsOneLineOfTheAuditLog() throws IOException {
    assertThat(change("PATCH", site.memberPath(), "{\"route\":\"a b\\\"c\"}").status())
        .isEqualTo(200);
    assertThat(
            site.ask(
                    "PATCH",
                    site.memberPath(),
                    "{\"weight\":2}",
                    "Authorization: " + CI,
                    "Content-Type: application/json",
                    "If-Match: *")
                .status())
        .isEqualTo(200);
    assertThat(change("PATCH", site.memberPath(), "{\"weight\":2000}").status()).isEqualTo(422);
    assertThat(
            site.ask(
                    "POST",
                    "/balancer-manager",
                    "b=mycluster&nonce=5e9a-nonce&b_lbm=bytraffic",
                    "Authorization: " + CI,
                    "Referer: http://127.0.0.1/")
                .status())
        .isEqualTo(200);
    List<JsonObject> lines = site.file("audit.log").lines().map(ManagerInputIT::json).toList();
    assertThat(lines)
        .extracting(line -> line.getString("by"))
        .containsExactly("olga", "ci", "olga", "ci");
    assertThat(lines).extracting(line -> line.getString("from")).containsOnly("127.0.0.1");
    assertThat(lines)
        .extracting(line -> line.getString("change"))
        .contains("loadfactor=2", "lbmethod=bytraffic");
    assertThat(site.file("audit.log") + site.file("changes.json") + site.output())
        .doesNotContain(ManagerSite.secrets().toArray(new String[0]));
  }
}
