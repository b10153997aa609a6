package io.torii.bench.parts;

import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decision about a request, among rules of which each gets as many requests. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // @Setup does
@State(Scope.Thread)
public class RuleMatching {

  private static final int REQUESTS = 1 << 10;

  /** How many ProxyPass there are. */
  @Param({"10", "1000", "10000"})
  public int rules;

  private final List<Visit> visits = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private int next;

  /** Reads the configuration and makes the requests. */
  @Setup
  public void prepare() {
    List<String> lines = new ArrayList<>();
    lines.add("<Proxy balancer://members>");
    lines.add("BalancerMember http://192.0.2.1:8080");
    lines.add("</Proxy>");
    for (int i = 0; i < rules; i++) {
      lines.add("ProxyPass /app%05d/ balancer://members/app%1$05d/".formatted(i));
    }
    Site site = Site.of(lines.toArray(String[]::new));
    for (int i = 0; i < REQUESTS; i++) {
      long rule = (long) i * rules / REQUESTS;
      Visit visit = site.visit("/app%05d/page/index.html?q=1".formatted(rule));
      visits.add(visit);
      requests.add(visit.request());
    }
  }

  /** Host, rules, sections and access, as the front filter asks for them. */
  @Benchmark
  public Decision decide() {
    next = (next + 1) & (REQUESTS - 1);
    return visits.get(next).decide(requests.get(next));
  }
}
