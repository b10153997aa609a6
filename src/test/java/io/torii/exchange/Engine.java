package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.BalancingMethod;
import io.torii.balancer.BalancingMethods;
import io.torii.balancer.TimeSource;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.config.VirtualHost;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.ReverseMapping;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** An engine with everything but a network; its requests all go to the site's first balancer. */
public final class Engine {

  private final Site site;
  private final Balancer balancer;
  private final ProxyEngine engine;

  public Engine(Site site, Upstream upstream, AttemptObserver observer) {
    this(
        site,
        new Balancer(
            site.config().balancers().values().iterator().next(), method(), TimeSource.system()),
        upstream,
        observer);
  }

  /** With a balancer that others see too. */
  public Engine(Site site, Balancer balancer, Upstream upstream, AttemptObserver observer) {
    this.site = site;
    this.balancer = balancer;
    Clock clock = Clock.systemUTC();
    HeaderRules rules =
        new HeaderRules(new ExpressionEvaluator(clock, Notices.NONE), clock, Notices.NONE);
    SelfName self = new SelfName("machine.example", "1.2.3");
    EventLog log = new Unwritten();
    Disclosure disclosure = new Disclosure(site.config().observe(), self);
    Responder responder = new Responder(rules, self, disclosure, log);
    ReverseMapping reverse = new ReverseMapping((host, name) -> List.of());
    engine =
        new ProxyEngine(
            decision -> balancer,
            upstream,
            observer,
            new Preparation(rules, self, disclosure),
            responder,
            new ProxyEngine.Own(
                new FileResponder(rules, self, responder, log),
                new StatusResponder(new NoFacts(), rules, self, responder, clock)),
            new Relay(
                new ReturnedHead(reverse, rules, self, disclosure),
                responder,
                new Tunnels(Runnable::run, System::nanoTime),
                log),
            new ErrorDocuments(site.router()),
            log);
  }

  public Balancer balancer() {
    return balancer;
  }

  /** What comes of a GET. */
  public Completed get(String target) throws IOException {
    return serve(site.visit(target));
  }

  /** What comes of a request. */
  public Completed serve(Visit visit) throws IOException {
    Exchange exchange = FakeClient.exchange(visit);
    engine.serve(exchange);
    return exchange.completed(true);
  }

  /** What comes of a request that the manager answers. */
  public static Completed managed(Visit visit, String type) {
    Exchange exchange = FakeClient.exchange(visit);
    Headers headers = new Headers();
    headers.add("Content-Type", type);
    exchange.answered(200, 200, headers);
    return exchange.completed(true);
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
