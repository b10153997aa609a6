package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.balancer.Balancer;
import io.torii.exchange.Engine;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.ScriptedUpstream;
import io.torii.observe.metrics.Metrics;
import io.torii.observe.metrics.SampleFigures;
import io.torii.rule.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has to happen for an alert: real scrapes, and Prometheus' own evaluation. */
class AlertsTest {

  private static final Site TWO =
      Site.of(
          "ProxyPass /p balancer://c",
          "<Proxy balancer://c>",
          "BalancerMember http://a:81",
          "BalancerMember http://b:82",
          "</Proxy>");

  @TempDir Path folder;

  private final List<Balancer> live = new ArrayList<>();
  private final Metrics metrics = new Metrics(new SampleFigures(TWO::config, () -> live));
  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final Engine engine = new Engine(TWO, upstream, metrics);
  private final AlertStory story = new AlertStory();

  @BeforeEach
  void begin() {
    assumeTrue(Promtool.present(), "promtool is missing: apt-get install prometheus");
    live.add(engine.balancer());
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private void get(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      metrics.accept(engine.get("/p/x"));
    }
  }

  /** What fires after so many minutes in which nothing happens any more. */
  private List<String> after(int minutes) throws IOException, InterruptedException {
    for (int i = 0; i < minutes; i++) {
      story.minute(metrics.scrape("").orElseThrow().text());
    }
    // somebody always waits in the sample's pools
    return story.firing(folder).stream().filter(n -> !n.equals("ToriiPoolWaits")).toList();
  }

  @Test
  void theFirstBurstFindsThePoolFull() throws Exception {
    assertThat(after(2)).isEmpty();
    for (int i = 0; i < 300; i++) {
      upstream.fails(Kind.POOL_FULL).answers(200);
    }
    get(300);
    assertThat(after(1)).containsExactly("ToriiPoolFull");
    assertThat(after(6)).isEmpty();
  }
}
