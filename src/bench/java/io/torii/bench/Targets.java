package io.torii.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What we promise ourselves, against what was measured. */
final class Targets {

  private static final Duration IDEAL = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofSeconds(5);
  private static final long KIB_PER_MIB = 1024;

  private final Results results;
  private final Plan plan;
  private final List<Target> others = new ArrayList<>();

  Targets(Results results, Plan plan) {
    this.results = results;
    this.plan = plan;
  }

  /** The table of targets. */
  List<Target> all() {
    List<Target> all = new ArrayList<>(against(Contestant.HTTPD));
    Load main = plan.main();
    String torii = Contestant.STANDALONE;
    all.add(
        3,
        least(
            "standalone, requests per second ÷ Undertow ProxyHandler's",
            results.ratio(main, torii, main, Contestant.UNDERTOW, Sample::perSecond),
            0.6,
            0.9));
    all.add(
        least(
            "512 connections: requests per second ÷ own at 64",
            results.ratio(plan.crowd(), torii, main, torii, Sample::perSecond),
            0.85,
            0.95));
    all.add(
        least(
            "10 MiB bodies, bytes per second ÷ httpd's",
            results.ratio(plan.large(), torii, plan.large(), Contestant.HTTPD, Sample::perSecond),
            1.0,
            1.3));
    all.addAll(others);
    return all;
  }

  /** Those that compare the main load with httpd's, for one way to set httpd up. */
  List<Target> against(String httpd) {
    Load main = plan.main();
    String torii = Contestant.STANDALONE;
    return List.of(
        most(
            "standalone, CPU per request ÷ httpd's",
            results.ratio(main, torii, main, httpd, Sample::cpuPerRequest),
            0.75,
            0.5),
        least(
            "standalone, requests per second ÷ httpd's",
            results.ratio(main, torii, main, httpd, Sample::perSecond),
            1.3,
            2.0),
        most(
            "standalone, p99 ÷ httpd's",
            results.ratio(main, torii, main, httpd, s -> Sample.millis(s.p99())),
            0.8,
            0.4),
        least(
            "Torii on WildFly, requests per second ÷ httpd's",
            results.ratio(main, Contestant.WILDFLY, main, httpd, Sample::perSecond),
            1.1,
            1.6));
  }

  private static Target most(String figure, Optional<Median> value, double must, double aim) {
    return value.map(v -> Target.atMost(figure, v, must, aim)).orElse(Target.none(figure));
  }

  private static Target least(String figure, Optional<Median> value, double must, double aim) {
    return value.map(v -> Target.atLeast(figure, v, must, aim)).orElse(Target.none(figure));
  }

  void waiting(int count, List<Waiting.Outcome> waves, long peakKib) {
    double slowest = waves.stream().mapToDouble(w -> Sample.seconds(w.took())).max().orElse(0);
    Median took = Median.of(waves.stream().mapToDouble(w -> Sample.seconds(w.took())).toArray());
    int bad = waves.stream().mapToInt(Waiting.Outcome::bad).sum();
    long mib = peakKib / KIB_PER_MIB;
    boolean good = bad == 0 && slowest <= Sample.seconds(IDEAL.plus(LATE));
    Target.Verdict verdict =
        good && mib <= 400
            ? Target.Verdict.AIM
            : good && mib <= 700 ? Target.Verdict.MUST : Target.Verdict.MISSED;
    others.add(
        new Target(
            "%,d concurrent one-second requests (-Xmx512m)".formatted(count),
            "all 200 within 5 s of the ideal, RSS ≤ 700 MiB",
            "≤ 400 MiB",
            String.format(
                Locale.ROOT,
                "%d waves, %d not 200; %.1f s, slowest %.1f s; RSS %d MiB",
                waves.size(),
                bad,
                took.value(),
                slowest,
                mib),
            verdict));
  }

  void flood(long size, Flood.Outcome down, Flood.Outcome up) {
    long late = Math.max(down.lateKib(), up.lateKib()) / KIB_PER_MIB;
    long all = Math.max(down.inAllKib(), up.inAllKib()) / KIB_PER_MIB;
    boolean good = down.whole() && up.whole() && late < 48 && all < 128;
    others.add(
        new Target(
            "10 GiB streamed down and up with -Xmx64m",
            "passes, RSS grows < 48 MiB after the first tenth, < 128 MiB in all",
            "",
            String.format(
                Locale.ROOT,
                "%s down (%.0f MiB/s), %s up (%.0f MiB/s); +%d MiB late, +%d MiB in all",
                down.whole() ? "whole" : "cut",
                size / 1048576.0 / Sample.seconds(down.took()),
                up.whole() ? "whole" : "cut",
                size / 1048576.0 / Sample.seconds(up.took()),
                late,
                all),
            good ? Target.Verdict.AIM : Target.Verdict.MISSED));
  }

  /** Nanoseconds for a decision, by the number of rules. */
  void rules(Map<Integer, Double> nanos) {
    Double few = nanos.get(10);
    Double many = nanos.get(10_000);
    String figure = "rule matching, 10,000 rules ÷ 10 rules";
    if (few == null || many == null) {
      others.add(Target.none(figure));
      return;
    }
    Target ratio = Target.atMost(figure, Median.of(many / few), 3, 1.5);
    others.add(
        new Target(
            figure,
            ratio.must(),
            ratio.aim(),
            String.format(Locale.ROOT, "%.2f (%.0f ns ÷ %.0f ns)", many / few, many, few),
            ratio.verdict()));
  }
}
