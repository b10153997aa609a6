package io.torii.standalone;

import static io.torii.standalone.ManagerBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new rule for one virtual host or for all of them. */
class HostRulesTest {

  private static final String OWN = "*:80 own.example.com";
  private static final String HEIR = "*:80 heir.example.com";
  private static final String TAKEN = "/taken";

  private static ManagerBed bed;

  @BeforeAll
  static void start(@TempDir Path base) throws Exception {
    ChangingBeans.configure(
        base,
        """
        Listen 80
        <Proxy balancer://app>
          BalancerMember http://127.0.0.1:1
        </Proxy>
        ProxyPass /taken balancer://app
        <VirtualHost *:80>
          ServerName own.example.com
          ProxyPassInherit Off
          ProxyPass /own balancer://app
        </VirtualHost>
        <VirtualHost *:80>
          ServerName heir.example.com
        </VirtualHost>
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

  private static HttpResponse<String> rule(String host, String path)
      throws IOException, InterruptedException {
    String body =
        "{\"host\": %s, \"path\": \"%s\", \"target\": \"balancer://app\"}".formatted(host, path);
    return bed.change("POST", "/api/rules", body);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  @Test
  void itStandsInTheHostThatItNames() throws Exception {
    HttpResponse<String> added = rule(quoted(OWN), "/new");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(added.body()).contains("\"host\":\"" + OWN + "\"", "\"path\":\"/new\"");
    assertThat(bed.send("GET", "/api/rules", "").body().split("\"path\":\"/new\"", -1)).hasSize(2);
    assertThat(bed.changes()).contains("ProxyPass /new balancer://app added to " + OWN);
    String id = added.body().replaceFirst(".*\"id\":\"(\\w+)\".*", "$1");
    bed.changed("DELETE", "/api/rules/" + id, "");
    assertThat(bed.changes()).isEqualTo("[]");
  }

  @Test
  void aPathMayBeTakenInOneHostAndAnotherOne() throws Exception {
    assertThat(rule(quoted(OWN), TAKEN).statusCode()).isEqualTo(201);
    assertThat(rule("null", "/new").body()).contains("\"host\":\"main\"");
    assertThat(rule(quoted(HEIR), "/heirs").body()).contains("\"host\":\"" + HEIR + "\"");
  }

  @Test
  void whatCouldHaveNoEffectIsNotAdded() throws Exception {
    refused(rule(quoted("*:80 own.exmaple.com"), "/new"), "host", "did you mean", "GET hosts");
    refused(rule("7", "/new"), "host", "must be a text");
    refused(rule(quoted(HEIR), TAKEN + "/deeper"), "path", "ProxyPass /taken of the main server");
    assertThat(rule(quoted(HEIR), "/takenaway").statusCode()).isEqualTo(201);
  }
}
