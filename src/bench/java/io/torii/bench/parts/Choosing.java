package io.torii.bench.parts;

import io.torii.balancer.Balancer;
import io.torii.balancer.BalancingMethods;
import io.torii.balancer.Member;
import io.torii.balancer.Selection;
import io.torii.balancer.SelectionRequest;
import io.torii.balancer.TimeSource;
import io.torii.config.BalancerConfig;
import io.torii.rule.Site;
import java.util.List;
import java.util.Random;
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

/** Which member takes a request: by its turn, and by a session's route. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // @Setup does
@State(Scope.Benchmark)
public class Choosing {

  /** How many members the balancer has. */
  @Param({"3", "100"})
  public int members;

  private Balancer balancer;
  private SelectionRequest anybody;
  private SelectionRequest session;

  /** Reads the configuration. */
  @Setup
  public void prepare() {
    StringBuilder lines = new StringBuilder("<Proxy balancer://members>\n");
    for (int i = 0; i < members; i++) {
      lines.append("BalancerMember http://192.0.2.1:%d route=m%d\n".formatted(8000 + i, i));
    }
    lines.append("ProxySet stickysession=JSESSIONID|jsessionid\n</Proxy>\n");
    lines.append("ProxyPass / balancer://members/");
    BalancerConfig config =
        Site.of(lines.toString().split("\n", -1)).config().balancers().values().stream()
            .filter(b -> !b.plain())
            .findFirst()
            .orElseThrow();
    balancer =
        new Balancer(
            config,
            new BalancingMethods(null, TimeSource.system(), new Random(1))
                .byName("byrequests")
                .orElseThrow(),
            TimeSource.system());
    anybody = SelectionRequest.of("/shop/cart?item=7", List.of());
    session =
        SelectionRequest.of(
            "/shop/cart?item=7",
            List.of("lang=en; JSESSIONID=0123456789ABCDEF.m" + (members - 1) + "; theme=dark"));
  }

  /** By its turn. */
  @Benchmark
  public Member select() {
    return taken(anybody);
  }

  /** By the route in a cookie. */
  @Benchmark
  public Member sticky() {
    return taken(session);
  }

  private Member taken(SelectionRequest request) {
    if (balancer.select(request) instanceof Selection.Chosen chosen) {
      chosen.member().release();
      return chosen.member();
    }
    throw new IllegalStateException("nobody can be chosen");
  }
}
