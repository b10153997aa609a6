package io.torii.ops;

import static io.torii.ops.ManagerSite.OLGA;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Reply;
import java.io.IOException;
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

/** Pages of others that an operator's browser is led to, and what they send from there. */
@OnceInABuild
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagerForgeriesIT {

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
    String auth = "Authorization: " + OLGA;
    assertThat(site.ask("GET", API + "changes", "", auth).body()).isEqualTo("[]");
    assertThat(site.file("changes.json")).doesNotContain("\"c1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Referer: http://evil.example/page",
        "Referer: nonsense",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void aForeignPageChangesNothing(String field) throws IOException {
    String auth = "Authorization: " + OLGA;
    assertThat(site.ask("PATCH", site.memberPath(), ROUTE, auth, JSON, ANY, field).status())
        .isEqualTo(403);
    assertThat(site.ask("DELETE", site.memberPath(), "", auth, ANY, field).status()).isEqualTo(403);
    String form = "b=mycluster&nonce=5e9a-nonce&b_lbm=bytraffic";
    String type = "Content-Type: application/x-www-form-urlencoded";
    String own = "Referer: http://127.0.0.1/balancer-manager";
    if (!field.startsWith("Origin")) { // of which httpd's rule knows nothing
      String[] fields =
          field.startsWith("Referer")
              ? new String[] {auth, type, field}
              : new String[] {auth, type, own, field};
      assertThat(site.ask("POST", "/balancer-manager", form, fields).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=x"
      })
  void aFormIsNoChange(String type) throws IOException {
    String auth = "Authorization: " + OLGA;
    for (String path : List.of(API + "changes", API + "rules", API + "balancers")) {
      assertThat(site.ask("POST", path, "{}", auth, ANY, type).status()).as(path).isEqualTo(415);
    }
    assertThat(site.ask("PATCH", site.memberPath(), ROUTE, auth, ANY, type).status())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b=mycluster&b_lbm=bytraffic|",
        "b=mycluster&nonce=&b_lbm=bytraffic|",
        "b=mycluster&nonce=5e9a-nonc&b_lbm=bytraffic|",
        "b=nobody&nonce=5e9a-nonce&b_lbm=bytraffic|",
        "b=mycluster&nonce=5e9a-nonce&b_lbm=bynothing&b_tmo=7201&b_max=100&w_lf=0.5|",
        "|?b=mycluster&nonce=5e9a-nonce&b_lbm=bytraffic"
      })
  void aFormWithoutItsNonceOrWithNonsenseChangesNothing(String body, String query)
      throws IOException {
    Reply page =
        site.ask(
            "POST",
            "/balancer-manager" + (query == null ? "" : query),
            body == null ? "" : body,
            "Authorization: " + OLGA,
            "Referer: http://127.0.0.1/balancer-manager");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<html");
  }

  /** Its own name may lead to this machine: then it has the right address, and the wrong Host. */
  @Test
  void aPageWhoseNameLeadsHereChangesNothing() throws IOException {
    String member = site.memberPath().replace("/balancer-manager/", "/near/") + "?dryRun=true";
    String form = "b=mycluster&nonce=5e9a-nonce&b_lbm=bytraffic";
    String xml = "/near?xml=1";
    for (String host : List.of("evil.example", "evil.example:" + site.port())) {
      String[] rebound = {
        "Host: " + host,
        "Origin: http://" + host,
        "Referer: http://" + host + "/x",
        "Sec-Fetch-Site: same-origin",
        JSON,
        ANY
      };
      Reply refused = site.ask("PATCH", member, ROUTE, rebound);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("write ServerName evil.example");
      assertThat(site.ask("POST", "/near/api/diagnose", "", rebound).status()).isEqualTo(403);
      assertThat(site.ask("POST", "/near", form, rebound).status()).isEqualTo(200);
      assertThat(site.ask("GET", xml, "", rebound).body())
          .contains("balancer://mycluster")
          .doesNotContain("5e9a-nonce");
    }
    // Whoever has logged in has a password for that name.
    String auth = "Authorization: " + OLGA;
    String other = "Host: evil.example";
    String path = site.memberPath() + "?dryRun=true";
    assertThat(site.ask("PATCH", path, ROUTE, auth, other, JSON, ANY).status()).isEqualTo(200);
  }
}
