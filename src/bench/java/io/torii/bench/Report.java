package io.torii.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables as Markdown, and the chart. */
final class Report {

  private static final long KIB_PER_MIB = 1024;

  private final Results results;
  private final Targets targets;
  private final Plan plan;
  private final int rounds;
  private final int seconds;

  Report(Results results, Targets targets, Plan plan, int rounds, int seconds) {
    this.results = results;
    this.targets = targets;
    this.plan = plan;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /** A sample for the terminal. */
  static String line(Sample s) {
    return String.format(
        Locale.ROOT,
        "%,.0f/s, %.1f µs CPU, p50 %.1f p99 %.1f p99.9 %.1f ms%s",
        s.perSecond(),
        s.cpuPerRequest(),
        Sample.millis(s.p50()),
        Sample.millis(s.p99()),
        Sample.millis(s.p999()),
        s.failures() == 0 ? "" : ", FAILED: " + s.failures());
  }

  String markdown(String machine) {
    StringBuilder text = new StringBuilder();
    text.append(machine)
        .append(
            "\nMedians of %d rounds of %d s; in parentheses the least and the greatest.\n"
                .formatted(rounds, seconds));
    text.append(table(targets.all()));
    text.append(
        "\nThe same, against httpd with no module that the directive file does not need:\n");
    text.append(table(targets.against(Contestant.HTTPD_BARE)));
    for (Load load : results.loads()) {
      text.append("\n**").append(load.name()).append("**\n\n");
      text.append(
          """
          | | requests/s | MiB/s | CPU per request | p50 | p99 | p99.9 | failed | closed |
          |---|---|---|---|---|---|---|---|---|
          """);
      for (String contestant : results.contestants(load)) {
        text.append(row(load, contestant));
      }
    }
    text.append("\n| | peak RSS | allocated per request |\n|---|---|---|\n");
    for (String contestant : all()) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(
                  contestant,
                  results.peak(contestant).map(k -> k / KIB_PER_MIB + " MiB").orElse(""),
                  results
                      .allocated(contestant)
                      .map(b -> String.format(Locale.ROOT, "%.1f KiB", b / Load.KIB))
                      .orElse("")));
    }
    if (!results.tunnels().isEmpty()) {
      text.append("\n**%,d idle tunnels**\n\n".formatted(Tunnels.COUNT)).append(Tunnels.head());
      results
          .tunnels()
          .forEach(
              (name, cost) ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %.1f KiB | %d | %d ms |\n",
                          name,
                          cost.kibEach(),
                          cost.threads(),
                          cost.cpu().toMillis())));
    }
    return text.toString();
  }

  private static String table(List<Target> targets) {
    return targets.stream()
        .map(Target::row)
        .collect(
            Collectors.joining(
                "", "\n| figure | must | aim | measured | |\n|---|---|---|---|---|\n", ""));
  }

  private Set<String> all() {
    Set<String> names = new LinkedHashSet<>();
    results.loads().forEach(load -> names.addAll(results.contestants(load)));
    return names;
  }

  private String row(Load load, String contestant) {
    List<Sample> all = results.of(load, contestant);
    Median rate = Median.of(all, Sample::perSecond);
    Median cpu = Median.of(all, Sample::cpuPerRequest);
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f (%,.0f to %,.0f) | %,.0f | %,.1f µs (%,.1f to %,.1f) | %.1f ms | %.1f ms"
            + " | %.1f ms | %d | %d |\n",
        contestant,
        rate.value(),
        rate.low(),
        rate.high(),
        rate.value() * load.bodyBytes() / Load.MIB,
        cpu.value(),
        cpu.low(),
        cpu.high(),
        Median.of(all, s -> Sample.millis(s.p50())).value(),
        Median.of(all, s -> Sample.millis(s.p99())).value(),
        Median.of(all, s -> Sample.millis(s.p999())).value(),
        all.stream().mapToLong(Sample::failures).sum(),
        all.stream().mapToLong(Sample::closed).sum());
  }

  Chart chart() {
    Chart chart = new Chart();
    Load main = plan.main();
    List<Chart.Bar> rates = new ArrayList<>();
    List<Chart.Bar> cpu = new ArrayList<>();
    List<Chart.Bar> late = new ArrayList<>();
    for (String name : results.contestants(main)) {
      List<Sample> all = results.of(main, name);
      boolean ours = name.startsWith("Torii");
      rates.add(new Chart.Bar(name, Median.of(all, Sample::perSecond), ours));
      cpu.add(new Chart.Bar(name, Median.of(all, Sample::cpuPerRequest), ours));
      late.add(new Chart.Bar(name, Median.of(all, s -> Sample.millis(s.p99())), ours));
    }
    chart.group(main.name() + ": requests per second (more is better)", "/s", rates);
    chart.group("CPU time per request (less is better)", "µs", cpu);
    chart.group("99th percentile of latency (less is better)", "ms", late);
    return chart;
  }
}
