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

  @TempDir Path folder;

  private final List<Balancer> live = new ArrayList<>();
  private Site used = Site.of();
  private final Metrics metrics = new Metrics(new SampleFigures(() -> used.config(), () -> live));
  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final AlertStory story = new AlertStory();

  @BeforeEach
  void needsPromtool() {
    assumeTrue(Promtool.present(), "promtool is missing: apt-get install prometheus");
  }

  /** Two members, with these parameters. */
  private Engine engine(String first, String second) {
    used =
        Site.of(
            "ProxyPass /p balancer://c",
            "<Proxy balancer://c>",
            "BalancerMember http://a:81 " + first,
            "BalancerMember http://b:82 " + second,
            "</Proxy>");
    Engine engine = new Engine(used, upstream, metrics);
    live.add(engine.balancer());
    return engine;
  }

  private static void fail(Engine engine, int member) {
    engine.balancer().members().get(member).fail("as the test wants it");
  }

  @AfterEach
  void close() {
    metrics.close();
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
    Engine engine = engine("", "");
    assertThat(after(2)).isEmpty();
    for (int i = 0; i < 300; i++) {
      upstream.fails(Kind.POOL_FULL).answers(200);
      metrics.accept(engine.get("/p/x"));
    }
    assertThat(after(1)).containsExactly("ToriiPoolFull");
    assertThat(after(6)).isEmpty();
  }

  @Test
  void whatAnOperatorTakesOutIsNoAlarm() throws Exception {
    Engine engine = engine("status=+D", "");
    fail(engine, 0); // as its checks notice that it is being worked on
    assertThat(after(7)).isEmpty();
  }

  @Test
  void aMemberInErrorIsOne() throws Exception {
    fail(engine("", ""), 0);
    assertThat(after(5)).as("for a while").isEmpty();
    assertThat(after(2)).containsExactly("ToriiMemberOut");
  }

  @Test
  void membersThatDrainTakeNothingNew() throws Exception {
    Engine engine = engine("status=+N", "");
    assertThat(after(3)).isEmpty();
    fail(engine, 1);
    assertThat(after(2)).containsExactly("ToriiNoMemberLeft");
  }
}
