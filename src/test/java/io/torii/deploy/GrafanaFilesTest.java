package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.balancer.Balancer;
import io.torii.exchange.Completed;
import io.torii.exchange.Engine;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.ScriptedUpstream;
import io.torii.observe.metrics.Metrics;
import io.torii.observe.metrics.SampleFigures;
import io.torii.rule.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What stands in {@code deploy/grafana} asks for nothing that a scrape does not have. */
class GrafanaFilesTest {

  private static final Path FOLDER = Path.of("deploy", "grafana");
  private static final Path DASHBOARD = FOLDER.resolve("torii-dashboard.json");
  private static final Path ALERTS = FOLDER.resolve("torii-alerts.yaml");

  private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|without|ignoring)\\s*\\([^)]*\\)");
  private static final Pattern DURATION = Pattern.compile("\\[[^]]*]");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)\\s*(=~|!~|!=|=)");

  private static final Pattern OF_RULES =
      Pattern.compile("torii_(?:requests?|received|sent|aborted)_\\w+(\\{[^}]*})?");

  /** PromQL's own words that the expressions use. */
  private static final Set<String> LANGUAGE =
      Set.of(
          "sum",
          "max",
          "rate",
          "increase",
          "count",
          "histogram_quantile",
          "vector",
          "and",
          "or",
          "unless");

  /** What Prometheus itself adds, and what it makes of buckets. */
  private static final Set<String> ADDED = Set.of("job", "instance", "le");

  private static String scrape = "";

  @BeforeAll
  static void scrape() throws IOException {
    Site site =
        Site.of(
            "ProxyPass /p balancer://c",
            "<Proxy balancer://c>",
            "BalancerMember http://a:81",
            "BalancerMember http://b:82",
            "</Proxy>");
    List<Balancer> live = new ArrayList<>();
    try (Metrics metrics = new Metrics(new SampleFigures(site::config, () -> live))) {
      ScriptedUpstream upstream = new ScriptedUpstream().fails(Kind.POOL_FULL).answers(200);
      Engine engine = new Engine(site, upstream, metrics);
      live.add(engine.balancer());
      Completed completed = engine.get("/p/x");
      metrics.accept(completed);
      await()
          .untilAsserted(
              () -> {
                System.gc(); // pauses are shown from the first one on
                scrape = metrics.scrape("").orElseThrow().text();
                assertThat(scrape).contains("\njvm_gc_pause_seconds_sum{");
              });
    }
  }

  @AfterAll
  static void forget() {
    scrape = "";
  }

  static List<String> expressions() throws IOException {
    List<String> found = new ArrayList<>();
    collect(JsonMapper.shared().readTree(Files.readString(DASHBOARD)), found);
    collect(YAMLMapper.shared().readTree(Files.readString(ALERTS)), found);
    return found;
  }

  private static void collect(JsonNode node, List<String> into) {
    if (node.isObject() && node.has("expr")) {
      into.add(node.get("expr").asString());
    }
    node.forEach(child -> collect(child, into));
  }

  @Test
  void thereAreBoth() throws IOException {
    assertThat(expressions()).hasSizeGreaterThan(30);
    JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
    assertThat(dashboard.get("uid").asString()).isEqualTo("torii");
    Set<Integer> ids = new TreeSet<>();
    dashboard.get("panels").forEach(panel -> ids.add(panel.get("id").asInt()));
    assertThat(ids).as("ids of panels").hasSize(dashboard.get("panels").size());
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void everyMetricIsInAScrape(String expression) {
    String bare = SELECTOR.matcher(expression).replaceAll(" ");
    bare = GROUPING.matcher(bare).replaceAll(" ");
    bare = DURATION.matcher(bare).replaceAll(" ");
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      if (!LANGUAGE.contains(name.group())) {
        names.add(name.group());
      }
    }
    assertThat(names).isNotEmpty();
    for (String metric : names) {
      assertThat(scrape.lines())
          .as(metric)
          .anyMatch(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "));
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void everyLabelIsThatOfAMetric(String expression) {
    Set<String> labels = new TreeSet<>();
    Matcher selector = SELECTOR.matcher(expression);
    while (selector.find()) {
      Matcher label = LABEL.matcher(selector.group());
      while (label.find()) {
        labels.add(label.group(1));
      }
    }
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      String inside = grouping.group().replaceFirst("^[^(]*\\(", "").replace(")", "");
      labels.addAll(List.of(inside.strip().split("\\s*,\\s*")));
    }
    labels.removeAll(ADDED);
    for (String label : labels) {
      assertThat(scrape).as(label).containsPattern("[{,]" + label + "=\"");
    }
  }

  /** Who watches is not what is watched. */
  @ParameterizedTest
  @MethodSource("expressions")
  void theManagersOwnTrafficIsLeftOut(String expression) {
    Matcher ofRules = OF_RULES.matcher(expression);
    while (ofRules.find()) {
      assertThat(ofRules.group()).contains("rule!=\"manager\"");
    }
  }

  /** A whole second opinion, where there is one: Debian's package prometheus has it. */
  @Test
  void prometheusItselfReadsThem() throws Exception {
    assumeTrue(Promtool.present(), "promtool is missing: apt-get install prometheus");
    assertThat(Promtool.run("", "check", "rules", ALERTS.toString())).contains("SUCCESS");
    String lint = Promtool.run(scrape, "check", "metrics");
    String ours =
        lint.lines().filter(line -> line.startsWith("torii_")).collect(Collectors.joining("\n"));
    assertThat(ours).as("lint").isEmpty();
    assertThat(lint).doesNotContain("error while linting");
  }
}
