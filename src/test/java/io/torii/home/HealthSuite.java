package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The readiness, wherever the server tells it, when a balancer has nobody left. */
abstract class HealthSuite extends HomeSuite {

  private final Backend full = member(Script.ok("full"));
  private final Backend bare = member(Script.ok("bare"));

  /** Each test has its own. */
  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of();
  }

  private Map<String, String> properties(String parameter) {
    Map<String, String> properties = new HashMap<>();
    properties.put("torii.proxy-pass.full", "/full/ balancer://full/");
    properties.put("torii.balancer.full.members", full.url());
    properties.put("torii.proxy-pass.bare", "/bare/ balancer://bare/");
    properties.put("torii.balancer.bare.members", bare.url() + " " + parameter);
    return properties;
  }

  private void isReady(boolean ready, String part) {
    HttpResponse<String> answer = home().ready();
    String json = answer.body().replaceAll("\\s*([{}:,\"])\\s*", "$1");
    assertThat(answer.statusCode()).as(json).isEqualTo(ready ? 200 : 503);
    assertThat(json).contains("\"name\":\"torii\",\"status\":\"" + (ready ? "UP" : "DOWN") + "\"");
    assertThat(json).contains(part);
  }

  @Test
  void aBalancerWithoutMembersLeavesTheServerReady() {
    with(
        properties("status=+D"),
        () -> {
          isReady(true, "\"balancer://bare\":\"0 of 1 members eligible\"");
          isReady(true, "\"balancer://full\":\"1 of 1 members eligible:" + full.url() + "\"");
        });
  }

  @Test
  void aStrictServerGoesOutAndComesBackWithItsMembers() {
    Map<String, String> properties = properties("retry=1");
    properties.put("torii.health.ready-without-members", "false");
    with(
        properties,
        () -> {
          assertThat(get("/bare/").body()).isEqualTo("bare");
          isReady(true, "\"balancer://bare\":\"1 of 1 members eligible:" + bare.url() + "\"");
          stop(bare);
          assertThat(get("/bare/").statusCode()).isEqualTo(503);
          isReady(false, "\"balancer://bare\":\"0 of 1 members eligible\"");
          // Not ready is a matter for whoever asks: requests are served.
          assertThat(get("/full/").body()).isEqualTo("full");
          restart(bare);
          await().atMost(Duration.ofSeconds(30)).until(() -> get("/bare/").statusCode() == 200);
          isReady(true, "\"balancer://bare\":\"1 of 1 members eligible:" + bare.url() + "\"");
        });
  }

  private static void stop(Backend member) {
    try {
      member.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void restart(Backend member) {
    try {
      member.restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
