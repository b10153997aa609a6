package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.OnceInABuild;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples about who among several members answers. */
@OnceInABuild
class BalancingExamplesIT extends ExampleTests {

  @Test
  void roundRobin() {
    assertThat(ask(9, "/")).isEqualTo(Map.of("app1", 3, "app2", 3, "app3", 3));
    app(2).stop();
    assertThat(ask(8, "/").keySet()).containsExactly("app1", "app3");
  }

  @Test
  void weights() {
    assertThat(ask(15, "/")).isEqualTo(Map.of("app1", 8, "app2", 5, "app3", 2));
  }

  @Test
  void stickyCookie() {
    HttpResponse<String> first = get("/");
    String cookie = "ROUTEID=." + first.body();
    assertThat(field(first, "Set-Cookie")).isEqualTo(cookie + "; Path=/; HttpOnly");
    assertThat(ask(6, "/", "Cookie", cookie)).isEqualTo(Map.of(first.body(), 6));
    assertThat(field(get("/", "Cookie", cookie), "Set-Cookie")).isEmpty();
    app(1).stop();
    HttpResponse<String> other = get("/", "Cookie", "ROUTEID=.app1");
    assertThat(field(other, "Set-Cookie")).startsWith("ROUTEID=." + other.body());
    assertThat(other.body()).isIn("app2", "app3");
  }

  @Test
  void pathSessions() {
    assertThat(ask(6, "/x").keySet()).hasSize(3);
    assertThat(ask(4, "/x;jsessionid=1.app2?y")).isEqualTo(Map.of("app2", 4));
    assertThat(app(2).lastRequest().target()).isEqualTo("/x;jsessionid=1.app2?y");
    assertThat(ask(4, "/x", "Cookie", "JSESSIONID=1.app3")).isEqualTo(Map.of("app3", 4));
  }

  @Test
  void standbyAndSpare() {
    assertThat(ask(4, "/")).isEqualTo(Map.of("app1", 4));
    app(1).stop();
    assertThat(ask(4, "/")).isEqualTo(Map.of("app2", 4));
    app(2).stop();
    assertThat(ask(4, "/")).isEqualTo(Map.of("app3", 4));
  }

  @Test
  void healthChecks() {
    assertThat(ask(4, "/")).isEqualTo(Map.of("app1", 2, "app2", 2));
    app(2).isHealthy(false);
    await().atMost(Duration.ofSeconds(20)).until(() -> ask(4, "/").equals(Map.of("app1", 4)));
    app(2).isHealthy(true);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ask(4, "/").equals(Map.of("app1", 2, "app2", 2)));
  }

  @Test
  void drainAndManager() throws IOException {
    assertThat(ask(4, "/")).isEqualTo(Map.of("app1", 4));
    assertThat(ask(4, "/", "Cookie", "JSESSIONID=1.app2")).isEqualTo(Map.of("app2", 4));
    HttpResponse<String> page = get("/balancer-manager");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Load balancer manager</title>");
    assertThat(get("/balancer-manager/api/balancers").body())
        .contains("\"name\":\"mycluster\"", app(2).address(), "\"elected\"");
    assertThat(get("/balancer-manager/metrics").body()).contains("requests");
    assertThat(get("/balancer-manager/health/ready").statusCode()).isEqualTo(200);
    assertThat(raw("127.0.0.2", "www.example.com", "/balancer-manager")).startsWith("HTTP/1.1 403");
  }
}
