package io.torii.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Scrapes that are a minute apart, as Prometheus keeps them. */
final class AlertStory {

  private static final Path ALERTS = Path.of("deploy", "grafana", "torii-alerts.yaml");
  private static final Pattern FIRING = Pattern.compile("alertname=\"(\\w+)\"");

  private final List<Map<String, String>> minutes = new ArrayList<>();

  /** One more minute is over. */
  void minute(String scrape) {
    minutes.add(
        scrape
            .lines()
            .filter(line -> line.startsWith("torii_"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')),
                    line -> line.substring(line.lastIndexOf(' ') + 1))));
  }

  /**
   * The names of the alerts that fire now. promtool compares them with none, and says what there is
   * in its place.
   *
   * @param folder for the file that it reads
   */
  List<String> firing(Path folder) throws IOException, InterruptedException {
    Map<String, Object> expression =
        Map.of(
            "expr",
            "count by (alertname) (ALERTS{alertstate=\"firing\"})",
            "eval_time",
            minutes.size() - 1 + "m");
    Map<String, Object> file =
        Map.of(
            "rule_files", List.of(ALERTS.toAbsolutePath().toString()),
            "evaluation_interval", "1m",
            "tests",
                List.of(
                    Map.of(
                        "interval", "1m",
                        "input_series", series(),
                        "promql_expr_test", List.of(expression))));
    Path written = folder.resolve("story.yaml");
    Files.writeString(written, JsonMapper.shared().writeValueAsString(file));
    String said = Promtool.run("", "test", "rules", written.toString());
    if (!said.contains("SUCCESS") && !said.contains("alertname=")) {
      throw new IOException(said);
    }
    Matcher name = FIRING.matcher(said);
    TreeSet<String> names = new TreeSet<>();
    while (name.find()) {
      names.add(name.group(1));
    }
    return List.copyOf(names);
  }

  /** Each series that was ever there, with an underscore for when it was not. */
  private List<Map<String, String>> series() {
    Map<String, StringBuilder> values = new LinkedHashMap<>();
    minutes.forEach(minute -> minute.keySet().forEach(s -> values.put(s, new StringBuilder())));
    for (Map<String, String> minute : minutes) {
      values.forEach((s, line) -> line.append(minute.getOrDefault(s, "_")).append(' '));
    }
    return values.entrySet().stream()
        .map(e -> Map.of("series", e.getKey(), "values", e.getValue().toString().strip()))
        .toList();
  }
}
