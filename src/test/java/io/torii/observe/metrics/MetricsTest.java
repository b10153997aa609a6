package io.torii.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancer;
import io.torii.exchange.Engine;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.ScriptedUpstream;
import io.torii.rule.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in the metrics after what has happened. */
class MetricsTest {

  private static final Site TWO =
      Site.of(
          "ProxyPass /p balancer://c",
          "<Proxy balancer://c>",
          "BalancerMember http://a:81",
          "BalancerMember http://b:82",
          "</Proxy>");
  private static final String A = "{balancer=\"main/c\",member=\"http://a:81\"";
  private static final String B = "{balancer=\"main/c\",member=\"http://b:82\"";

  private final List<Balancer> live = new ArrayList<>();
  private Site used = TWO;
  private final Metrics metrics = new Metrics(new SampleFigures(() -> used.config(), () -> live));

  @AfterEach
  void close() {
    metrics.close();
  }

  private Engine engine(Site site, ScriptedUpstream upstream) {
    used = site;
    Engine engine = new Engine(site, upstream, metrics);
    live.add(engine.balancer());
    return engine;
  }

  private void get(Engine engine, String target) throws IOException {
    metrics.accept(engine.get(target));
  }

  private static String failures(String kind) {
    return "torii_member_failures_total{balancer=\"main/c\",kind=\""
        + kind
        + "\",member=\"http://a:81\"} 1.0";
  }

  private List<String> lines() {
    return metrics.scrape("").orElseThrow().text().lines().toList();
  }

  @Test
  void countsAnAttemptWhereItHappened() throws IOException {
    ScriptedUpstream upstream =
        new ScriptedUpstream().fails(Kind.CONNECT).answers(204).answers(503);
    Engine engine = engine(TWO, upstream);
    get(engine, "/p/x");
    get(engine, "/p/y?q");
    assertThat(lines())
        .contains(
            "torii_member_requests_total" + A + "} 1.0",
            "torii_member_requests_total" + B + "} 2.0",
            failures("connect"),
            "torii_member_responses_total{balancer=\"main/c\",code=\"2xx\",member=\"http://b:82\"}"
                + " 1.0",
            "torii_member_responses_total{balancer=\"main/c\",code=\"5xx\",member=\"http://b:82\"}"
                + " 1.0",
            "torii_member_response_duration_seconds_count" + B + "} 2",
            "torii_member_up" + A + "} 0.0",
            "torii_member_up" + B + "} 1.0",
            "torii_balancer_failovers_total{balancer=\"main/c\"} 1.0",
            "torii_requests_total{code=\"2xx\",host=\"main\",rule=\"/p\"} 1.0",
            "torii_requests_total{code=\"5xx\",host=\"main\",rule=\"/p\"} 1.0",
            "torii_request_duration_seconds_count{host=\"main\",rule=\"/p\"} 2");
    assertThat(String.join("\n", lines())).doesNotContain("/p/x", "/p/y");
  }

  @Test
  void failuresAreThereBeforeTheFirst() throws IOException {
    Engine engine = engine(TWO, new ScriptedUpstream().fails(Kind.POOL_FULL).answers(200));
    String none = failures("pool_full").replace("1.0", "0.0");
    assertThat(lines())
        .contains(none)
        .filteredOn(line -> line.startsWith("torii_member_failures_total{balancer=\"main/c\""))
        .hasSize(2 * Kind.values().length);
    get(engine, "/p/x");
    assertThat(lines()).contains(failures("pool_full")).doesNotContain(none);
  }

  @Test
  void aRepeatIsNoFailover() throws IOException {
    get(engine(TWO, new ScriptedUpstream().fails(Kind.NO_RESPONSE).answers(200)), "/p/x");
    assertThat(lines())
        .contains(
            "torii_member_retries_total" + A + "} 1.0",
            failures("no_response"),
            "torii_balancer_failovers_total{balancer=\"main/c\"} 0.0");
  }

  @Test
  void whereNobodyIsLeftIsCounted() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().fails(Kind.CONNECT).fails(Kind.CONNECT);
    Site one =
        Site.of(
            "ProxyPass /p balancer://c",
            "<Proxy balancer://c>",
            "BalancerMember http://a:81 retry=60",
            "ProxySet forcerecovery=Off",
            "</Proxy>");
    Engine engine = engine(one, upstream);
    get(engine, "/p/x");
    get(engine, "/p/x");
    assertThat(lines()).contains("torii_balancer_unavailable_total{balancer=\"main/c\"} 1.0");
  }

  @Test
  void readsWhatIsAsItIsNow() {
    engine(TWO, new ScriptedUpstream());
    assertThat(lines())
        .contains(
            "torii_member_connections" + A + ",state=\"leased\"} 2.0",
            "torii_member_connections" + A + ",state=\"idle\"} 3.0",
            "torii_member_connections_pending" + A + "} 4.0",
            "torii_member_connections_limit" + A + "} 5.0",
            "torii_member_checks_total" + A + ",result=\"passed\"} 60.0",
            "torii_member_checks_total" + A + ",result=\"failed\"} 6.0",
            "torii_tunnels 7.0",
            "torii_inflight 8.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
        .anyMatch(line -> line.startsWith("jvm_threads_live_threads "))
        .anyMatch(line -> line.startsWith("process_uptime_seconds "));
  }

  @Test
  void saysWhichStateAMemberIsIn() {
    Engine engine =
        engine(
            Site.of(
                "ProxyPass /p balancer://c",
                "<Proxy balancer://c>",
                "BalancerMember http://a:81 status=+D",
                "BalancerMember http://b:82 status=+N",
                "</Proxy>"),
            new ScriptedUpstream());
    engine.balancer().members().get(1).fail("as the test wants it");
    assertThat(lines())
        .filteredOn(line -> line.startsWith("torii_member_state{") && line.endsWith(" 1.0"))
        .containsExactlyInAnyOrder(
            "torii_member_state" + A + ",state=\"disabled\"} 1.0",
            "torii_member_state" + B + ",state=\"drain\"} 1.0",
            "torii_member_state" + B + ",state=\"error\"} 1.0");
    assertThat(lines()).contains("torii_member_state" + A + ",state=\"check_failed\"} 0.0");
  }

  @Test
  void whoIsGoneIsNotShown() throws IOException {
    Engine engine = engine(TWO, new ScriptedUpstream().fails(Kind.CONNECT).answers(200));
    get(engine, "/p/x");
    assertThat(lines()).anyMatch(line -> line.contains("http://a:81"));
    live.clear();
    assertThat(lines()).noneMatch(line -> line.contains("main/c"));
    live.add(engine.balancer());
    assertThat(lines()).contains("torii_member_retries_total" + A + "} 0.0");
  }

  @Test
  void twoRulesForOneTargetAreOneSeries() throws IOException {
    get(engine(TWO, new ScriptedUpstream().answers(200)), "/p/x");
    Engine second = engine(TWO, new ScriptedUpstream().answers(200).answers(200).answers(200));
    get(second, "/p/x");
    assertThat(lines()).contains("torii_member_requests_total" + A + "} 2.0");
    String checks = "torii_member_checks_total" + A + ",result=\"passed\"} 120.0";
    assertThat(lines()).contains(checks);
    live.remove(0);
    assertThat(lines())
        .as("a count that falls is a restart to Prometheus")
        .contains("torii_member_requests_total" + A + "} 2.0", checks);
    get(second, "/p/x");
    get(second, "/p/x");
    assertThat(lines()).contains("torii_member_requests_total" + A + "} 3.0");
  }

  @Test
  void everyVirtualHostIsCountedForItself() throws IOException {
    Site two =
        Site.of(
            "<VirtualHost *:80>",
            "ServerName www.example.com",
            "ProxyPass / http://a:81/",
            "</VirtualHost>",
            "<VirtualHost *:80>",
            "ServerName www.example.net",
            "ProxyPass / http://b:82/",
            "</VirtualHost>");
    Engine engine = engine(two, new ScriptedUpstream().answers(200).answers(500).answers(200));
    get(engine, "/x");
    for (int i = 0; i < 2; i++) {
      metrics.accept(engine.serve(two.visit("/x").host("www.example.net")));
    }
    String requests = "torii_requests_total{code=\"%s\",host=\"*:80 %s\",rule=\"/\"} 1.0";
    String duration = "torii_request_duration_seconds_count{host=\"*:80 %s\",rule=\"/\"} %s";
    assertThat(lines())
        .contains(
            requests.formatted("2xx", "www.example.com"),
            requests.formatted("2xx", "www.example.net"),
            requests.formatted("5xx", "www.example.net"),
            duration.formatted("www.example.com", 1),
            duration.formatted("www.example.net", 2));
  }

  @Test
  void aRuleIsCountedForAsLongAsItIsConfigured() throws IOException {
    Site kinds =
        Site.of(
            "ProxyPass /plain http://a:81",
            "ProxyPassMatch ^/match/ http://a:81",
            "<Location /inside>",
            "ProxyPass http://a:81",
            "</Location>",
            "RewriteEngine on",
            "RewriteRule ^/written http://a:81/ [P]");
    Engine engine =
        engine(kinds, new ScriptedUpstream().answers(200).answers(200).answers(200).answers(200));
    for (String path : List.of("/plain", "/match/x", "/inside", "/written", "/nothing")) {
      get(engine, path);
    }
    String[] all = {"/plain", "^/match/", "/inside", "^/written", "none"};
    assertThat(rules()).containsExactlyInAnyOrder(all);
    assertThat(rules()).as("while they are there").containsExactlyInAnyOrder(all);
    used = Site.of("ProxyPass /plain http://b:82");
    assertThat(rules()).containsExactlyInAnyOrder("/plain", "none");
  }

  @Test
  void theManagersOwnTrafficStandsByItself() {
    used =
        Site.of(
            "<Location /balancer-manager>",
            "SetHandler balancer-manager",
            "Require ip 192.0.2.1",
            "</Location>");
    metrics.accept(Engine.managed(used.visit("/balancer-manager/api/x"), "application/json"));
    metrics.accept(Engine.managed(used.visit("/balancer-manager/").from("192.0.2.9"), "text/html"));
    metrics.accept(Engine.managed(used.visit("/balancer-manager/api/s"), "text/event-stream"));
    String manager = "host=\"main\",rule=\"manager\"}";
    assertThat(lines())
        .contains(
            "torii_requests_total{code=\"2xx\"," + manager + " 3.0",
            "torii_request_duration_seconds_count{" + manager + " 2");
    assertThat(rules()).as("while there is a manager").containsExactly("manager");
  }

  /** The rules that there are series of. */
  private Set<String> rules() {
    return lines().stream()
        .filter(line -> line.contains("rule=\""))
        .map(line -> line.replaceFirst(".*rule=\"([^\"]*)\".*", "$1"))
        .collect(Collectors.toSet());
  }

  @Test
  void aMemberThatTheRequestNamesHasNoSeries() throws IOException {
    Site dynamic = Site.of("ProxyPassMatch ^/p/([a-z]+) http://$1:81/");
    Balancer other = engine(TWO, new ScriptedUpstream()).balancer();
    used = dynamic;
    Engine engine = new Engine(dynamic, other, new ScriptedUpstream().answers(200), metrics);
    get(engine, "/p/x");
    assertThat(lines())
        .contains("torii_requests_total{code=\"2xx\",host=\"main\",rule=\"^/p/([a-z]+)\"} 1.0")
        .contains("torii_member_response_duration_seconds_count" + A + "} 0");
  }

  @Test
  void aMembersLatencyIsThatOfItsResponses() throws IOException {
    Engine engine = engine(TWO, new ScriptedUpstream().fails(Kind.CONNECT).answers(200));
    get(engine, "/p/x");
    assertThat(metrics.latency(engine.balancer().members().get(0))).isEmpty();
  }

  @Test
  void prometheusGetsTheFormatItAsksFor() {
    Measurements.Scrape open =
        metrics
            .scrape("application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.5")
            .orElseThrow();
    assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(open.text()).endsWith("# EOF\n");
    assertThat(metrics.scrape("").orElseThrow().contentType()).startsWith("text/plain");
  }
}
