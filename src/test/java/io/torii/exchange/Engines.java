package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.BalancingMethod;
import io.torii.balancer.BalancingMethods;
import io.torii.balancer.TimeSource;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.config.VirtualHost;
import io.torii.rule.Request;
import io.torii.rule.ReverseMapping;
import io.torii.rule.Site;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Makes engines with everything but a network. */
final class Engines {

  private Engines() {}

  /** One whose requests all go to the site's first balancer. */
  static ProxyEngine engine(Site site, Upstream upstream, AttemptObserver observer) {
    Clock clock = Clock.systemUTC();
    HeaderRules rules =
        new HeaderRules(new ExpressionEvaluator(clock, Notices.NONE), clock, Notices.NONE);
    SelfName self = new SelfName("machine.example", "1.2.3");
    EventLog log = new Unwritten();
    Responder responder = new Responder(rules, self, log);
    Balancer balancer =
        new Balancer(
            site.config().balancers().values().iterator().next(), method(), TimeSource.system());
    ReverseMapping reverse = new ReverseMapping((host, name) -> List.of());
    return new ProxyEngine(
        decision -> balancer,
        upstream,
        observer,
        new Preparation(rules, self),
        responder,
        new ProxyEngine.Own(
            new FileResponder(rules, self, responder, log),
            new StatusResponder(new NoFacts(), rules, self, responder, clock)),
        new Relay(
            new ReturnedHead(reverse, rules, self),
            responder,
            new Tunnels(Runnable::run, System::nanoTime),
            log),
        new ErrorDocuments(site.router()),
        log);
  }

  private static BalancingMethod method() {
    return new BalancingMethods(null, TimeSource.system(), new SplittableRandom(1))
        .byName("byrequests")
        .orElseThrow();
  }

  private static final class NoFacts implements ServerFacts {

    @Override
    public Instant started() {
      return Instant.EPOCH;
    }

    @Override
    public long requests() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return 0;
    }

    @Override
    public long busy() {
      return 0;
    }

    @Override
    public List<Balancer> balancers(VirtualHost host) {
      return List.of();
    }
  }

  private static final class Unwritten implements EventLog {

    @Override
    public boolean log(
        LogLevel level, String module, Request request, String code, String message) {
      return false;
    }

    @Override
    public boolean enabled(LogLevel level, String module, Request request) {
      return false;
    }
  }
}
