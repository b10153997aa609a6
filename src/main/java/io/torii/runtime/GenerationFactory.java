package io.torii.runtime;

import io.torii.balancer.Balancer;
import io.torii.balancer.BalancingMethod;
import io.torii.balancer.BalancingMethods;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.BalancerConfig;
import io.torii.config.ListenerPlan;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyConfig;
import io.torii.config.VirtualHost;
import io.torii.exchange.Disclosure;
import io.torii.exchange.ErrorDocuments;
import io.torii.exchange.EventLog;
import io.torii.exchange.Explainer;
import io.torii.exchange.FileResponder;
import io.torii.exchange.Generation;
import io.torii.exchange.Preparation;
import io.torii.exchange.ProxyEngine;
import io.torii.exchange.Relay;
import io.torii.exchange.Responder;
import io.torii.exchange.ReturnedHead;
import io.torii.exchange.SelfName;
import io.torii.exchange.StatusResponder;
import io.torii.exchange.Tunnels;
import io.torii.exchange.Upstream;
import io.torii.health.SocketProbe;
import io.torii.http.Connection;
import io.torii.observe.AccessLogs;
import io.torii.observe.LogWriter;
import io.torii.rule.Decision;
import io.torii.rule.ReverseMapping;
import io.torii.rule.Router;
import io.torii.rule.access.AccessControl;
import io.torii.rule.access.LoginLimit;
import io.torii.rule.access.ManagerLogin;
import io.torii.rule.access.SystemNameService;
import io.torii.rule.condition.CheckContext;
import io.torii.rule.condition.EnvRules;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.header.HeaderRules;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/** Puts together what serves requests under one configuration. */
final class GenerationFactory {

  private final boolean container;
  private final Upstream upstream;
  private final Observers observers;
  private final Tunnels tunnels;
  private final EventLog log;
  private final SelfName self;
  private final ExpressionEvaluator expressions;
  private final HeaderRules headerRules;
  private final RequestChecks checks;
  private final BalancingMethod onlyChoice;

  GenerationFactory(
      boolean container,
      Upstream upstream,
      Observers observers,
      Tunnels tunnels,
      EventLog log,
      SelfName self,
      Notices notices) {
    this.container = container;
    this.upstream = upstream;
    this.observers = observers;
    this.tunnels = tunnels;
    this.log = log;
    this.self = self;
    Clock clock = Clock.system(ZoneId.systemDefault());
    expressions = new ExpressionEvaluator(clock, notices);
    headerRules = new HeaderRules(expressions, clock, notices);
    AccessControl access = new AccessControl(new SystemNameService(), expressions, clock, notices);
    onlyChoice =
        new BalancingMethods(null, TimeSource.system(), new SplittableRandom())
            .byName("byrequests")
            .orElseThrow();
    ManagerLogin login = new ManagerLogin(access, new LoginLimit(clock), clock, notices);
    checks = new RequestChecks(access, login, new EnvRules(notices), expressions, log);
  }

  /** What checks members, whose answers hcexpr judges. */
  SocketProbe probe(Function<Member, SSLSocketFactory> tls) {
    return new SocketProbe(
        tls,
        (expression, response) ->
            expressions.evaluate(
                expression.expression(),
                new CheckContext(response.status(), response.headers(), response::body)));
  }

  /**
   * Everything a request needs.
   *
   * @param balancers the live balancers of this configuration, by key
   * @param facts for the status page, which counts on being told what is over
   */
  Generation generation(
      ProxyConfig config, Map<String, Balancer> balancers, LogWriter logs, GateFacts facts) {
    Router router = new Router(config, container, checks);
    ReverseMapping reverse = new ReverseMapping((host, name) -> urls(config, host, name));
    Disclosure disclosure = new Disclosure(config.observe(), self);
    Responder responder = new Responder(headerRules, self, disclosure, log);
    ReturnedHead returned = new ReturnedHead(reverse, headerRules, self, disclosure);
    Relay relay = new Relay(returned, responder, tunnels, log);
    ProxyEngine engine =
        new ProxyEngine(
            decision -> balancer(decision, balancers),
            upstream,
            observers.attempts(),
            new Preparation(headerRules, self, disclosure),
            responder,
            new ProxyEngine.Own(
                new FileResponder(headerRules, self, responder, log),
                new StatusResponder(facts, headerRules, self, responder, Clock.systemUTC())),
            relay,
            new ErrorDocuments(router),
            log);
    return new Generation(
        config,
        router,
        engine,
        facts
            .tally()
            .andThen(observers.completed())
            .andThen(new AccessLogs(config, logs, expressions)));
  }

  /** Somebody who explains what {@link #generation} would do. */
  Explainer explainer(ProxyConfig config, Map<String, Balancer> balancers) {
    return new Explainer(
        connection -> listener(config, connection),
        new Router(config, container, checks),
        decision -> balancer(decision, balancers),
        new Preparation(headerRules, self, new Disclosure(config.observe(), self)));
  }

  private String listener(ProxyConfig config, Connection connection) {
    int port = connection.local().getPort();
    return container
        ? "the server's own on port " + port + ", if it has one"
        : ListenerPlan.taking(config, port, connection.scheme());
  }

  private Balancer balancer(Decision decision, Map<String, Balancer> balancers) {
    if (decision instanceof Decision.Forward forward) {
      Balancer balancer = balancers.get(forward.balancerKey());
      if (balancer != null) {
        return balancer;
      }
      throw new IllegalStateException("no balancer " + forward.balancerKey());
    }
    if (decision instanceof Decision.ForwardTo forward) {
      return passing(forward);
    }
    throw new IllegalArgumentException("not to be forwarded: " + decision);
  }

  /** A member that the request has named itself: a balancer of one, for this request alone. */
  private Balancer passing(Decision.ForwardTo forward) {
    MemberConfig member = forward.prototype().at(forward.url());
    String key = member.url().toString();
    return new Balancer(BalancerConfig.ofOne(key, member), onlyChoice, TimeSource.system());
  }

  /** A virtual host's own balancer of that name, or the one that it inherits. */
  private static List<MemberUrl> urls(ProxyConfig config, VirtualHost host, String name) {
    for (String scope : List.of(host.id(), config.main().id())) {
      BalancerConfig balancer = config.balancers().get(scope + "/" + name);
      if (balancer != null) {
        return balancer.members().stream().map(MemberConfig::url).toList();
      }
    }
    return List.of();
  }
}
