package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.BalancingMethod;
import io.torii.balancer.BalancingMethods;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.BalancerConfig;
import io.torii.http.Headers;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes the heads that members get, with the real rules. */
final class Heads {

  private static final String PASS = "ProxyPass /p http://m:81/in";

  private static final HeaderRules RULES =
      new HeaderRules(
          new ExpressionEvaluator(Clock.systemUTC(), Notices.NONE),
          Clock.systemUTC(),
          Notices.NONE);

  /** An empty body. */
  static final RequestBody BODY = new Body(0);

  /** One of five bytes. */
  static final RequestBody FIVE = new Body(5);

  static final RequestBody CHUNKS = new Body(-1);

  /** Nobody asks for its bytes. */
  private record Body(long length) implements RequestBody {

    @Override
    public void writeTo(OutputStream member) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }

  static MemberRequest request(Site site, Visit visit, @Nullable RequestBody body) {
    BalancerConfig balancer = site.config().balancers().values().iterator().next();
    BalancingMethod onlyChoice =
        new BalancingMethods(null, TimeSource.system(), new SplittableRandom(1))
            .byName("byrequests")
            .orElseThrow();
    Member member = new Balancer(balancer, onlyChoice, TimeSource.system()).members().get(0);
    SelfName self = new SelfName("machine.example", "1.2.3");
    return new Preparation(RULES, self, new Disclosure(site.config().observe(), self))
        .head(FakeClient.exchange(visit))
        .to(member, "/in/x?q", body);
  }

  static Headers sent(Site site, Visit visit) {
    return request(site, visit, null).headers();
  }

  /** The fields of that name, or everything but what we add ourselves. */
  static List<String> fields(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .filter(f -> !f.name().startsWith("X-Forwarded-"))
        .map(f -> f.name() + ": " + f.value())
        .toList();
  }

  static Site site(String... more) {
    return Site.of(Stream.concat(Stream.of(PASS), Stream.of(more)).toArray(String[]::new));
  }

  static Visit visit(Site site) {
    return site.visit("/p/x?q");
  }

  private Heads() {}
}
