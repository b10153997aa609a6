package io.torii.observe.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.exchange.Attempt;
import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Attempts;
import io.torii.exchange.Completed;
import io.torii.exchange.Exchange;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.MemberResponse;
import io.torii.observe.ProxyNames;
import io.torii.rule.Decision;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts and times what goes through the gate. One for the process: it lives through reloads.
 *
 * <p>Meters are looked up by the member or the rule itself, never by labels; those of members,
 * balancers and rules that are gone are removed when somebody next asks for the metrics. A member
 * that a request has named itself ({@code $1} in a host) has none: clients would choose the labels.
 * Safe for several threads.
 */
public final class Metrics
    implements AttemptObserver, Consumer<Completed>, Measurements, AutoCloseable {

  private final LiveFigures live;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process;
  private final Map<Member, MemberMeters> byMember = new ConcurrentHashMap<>();
  private final Map<Labels.Pair, MemberMeters> byLabels = new ConcurrentHashMap<>();
  private final Map<String, BalancerMeters> byBalancer = new ConcurrentHashMap<>();
  private final Map<Labels.Rule, RuleMeters> byRule = new ConcurrentHashMap<>();

  /** Nothing yet. */
  public Metrics(LiveFigures live) {
    this.live = live;
    process = new ProcessMeters(registry);
    gauges(registry);
  }

  private void gauges(MeterRegistry into) {
    Gauge.builder("torii.tunnels", live, LiveFigures::tunnels)
        .description("Connections that have switched to another protocol, such as WebSocket.")
        .strongReference(true)
        .register(into);
    Gauge.builder("torii.inflight", live, LiveFigures::inFlight)
        .description("Requests that are being served, tunnels among them.")
        .strongReference(true)
        .register(into);
  }

  @Override
  public MemberRequest sending(
      Exchange exchange, Balancer balancer, Member member, MemberRequest request) {
    Attempts attempts = exchange.attempts();
    if (attempts != null && attempts.repeating() && !namedByClient(exchange.decision())) {
      meters(balancer, member).retried();
    }
    return request;
  }

  @Override
  public void ended(
      Exchange exchange, Balancer balancer, Member member, Attempt result, Duration elapsed) {
    if (namedByClient(exchange.decision())) {
      return;
    }
    MemberMeters meters = meters(balancer, member);
    if (result instanceof MemberResponse response) {
      meters.answered(response.status(), elapsed);
    } else {
      meters.failed(((Failure) result).kind());
    }
  }

  @Override
  public void accept(Completed completed) {
    rule(Labels.Rule.of(completed)).count(completed);
    Attempts attempts = completed.attempts();
    if (attempts != null
        && (attempts.failovers() > 0 || attempts.unavailable())
        && !namedByClient(completed.decision())) {
      balancer(attempts.balancer()).count(attempts);
    }
  }

  private static boolean namedByClient(Decision decision) {
    return decision instanceof Decision.ForwardTo;
  }

  private MemberMeters meters(Balancer balancer, Member member) {
    MemberMeters known = byMember.get(member);
    return known != null ? known : byMember.computeIfAbsent(member, m -> labelled(balancer, m));
  }

  private MemberMeters labelled(Balancer balancer, Member member) {
    return byLabels.compute(
        Labels.Pair.of(balancer, member),
        (labels, there) -> {
          MemberMeters meters = there == null ? new MemberMeters(registry, labels, live) : there;
          meters.add(member);
          return meters;
        });
  }

  private BalancerMeters balancer(Balancer balancer) {
    return byBalancer.computeIfAbsent(
        ProxyNames.of(balancer), name -> new BalancerMeters(registry, name));
  }

  private RuleMeters rule(Labels.Rule labels) {
    RuleMeters known = byRule.get(labels);
    return known != null
        ? known
        : byRule.computeIfAbsent(labels, wanted -> new RuleMeters(registry, wanted));
  }

  @Override
  public Optional<Latency> latency(Member member) {
    return Optional.ofNullable(byMember.get(member)).flatMap(MemberMeters::latency);
  }

  @Override
  public Optional<Scrape> scrape(String accept) {
    follow();
    String type = Formats.chosen(accept);
    return Optional.of(new Scrape(type, registry.scrape(type)));
  }

  /** Meters for every member and balancer there is, and for no other; none for rules gone. */
  private void follow() {
    Set<Labels.Rule> counted = new HashSet<>(byRule.keySet()); // before what there is is asked
    counted.removeAll(ConfiguredRules.of(live.config()));
    counted.forEach(rule -> forget(byRule, rule, RuleMeters::remove));
    Set<Member> members = new HashSet<>();
    Set<String> balancers = new HashSet<>();
    for (Balancer balancer : live.balancers()) {
      balancers.add(ProxyNames.of(balancer));
      balancer(balancer);
      for (Member member : balancer.members()) {
        members.add(member);
        meters(balancer, member);
      }
    }
    byMember.keySet().stream().filter(m -> !members.contains(m)).forEach(this::forget);
    byBalancer.keySet().stream()
        .filter(b -> !balancers.contains(b))
        .forEach(b -> forget(byBalancer, b, BalancerMeters::remove));
  }

  private void forget(Member member) {
    MemberMeters meters = byMember.remove(member);
    if (meters != null) {
      byLabels.computeIfPresent(
          meters.labels(),
          (labels, there) -> {
            if (there.without(member)) {
              there.remove();
              return null;
            }
            return there;
          });
    }
  }

  private static <K, M> void forget(Map<K, M> meters, K key, Consumer<M> remove) {
    meters.computeIfPresent(
        key,
        (name, there) -> {
          remove.accept(there);
          return null;
        });
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}
