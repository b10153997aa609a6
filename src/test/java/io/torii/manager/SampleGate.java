package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.balancer.Balancers;
import io.torii.balancer.FakeTime;
import io.torii.balancer.Make;
import io.torii.balancer.Member;
import io.torii.balancer.SelectionRequest;
import io.torii.config.BalancerConfig;
import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberUrl;
import io.torii.config.StickyConfig;
import io.torii.config.change.Differences;
import io.torii.directive.Origin;
import io.torii.health.CheckCounts;
import io.torii.health.GateState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Two balancers of the same name on two hosts, and a plain target. */
public class SampleGate implements GateState {

  private final Balancers balancers = new Balancers(new FakeTime(), new Random(1));
  private boolean loaded = true;
  private boolean draining;
  private boolean readyWithoutMembers = true;

  public SampleGate() {
    HealthCheckConfig check =
        new HealthCheckConfig(
            HealthCheckConfig.Method.GET, 2, 3, Duration.ofMillis(1500), "/up", Optional.empty());
    balancers.apply(
        List.of(
            balancer(
                "www.example.com/app",
                Optional.of(new StickyConfig("JSESSIONID", "jsessionid", Optional.of('.'), false)),
                Make.member("a").route("app1").weight(250).check(check),
                Make.member("b").route("app2").status("D").lbset(1)),
            balancer("intern/app", Optional.empty(), Make.member("<script>\"c'&")),
            new BalancerConfig(
                "main/http://10.0.0.9:8080/x",
                "http://10.0.0.9:8080/x",
                true,
                List.of(Make.member(new MemberUrl("http", "10.0.0.9", 8080, "/x")).build()),
                "byrequests",
                Optional.empty(),
                0,
                false,
                true,
                Duration.ZERO,
                Set.of(),
                false,
                0,
                Optional.empty(),
                Origin.property("torii.proxy-pass.x"))),
        null);
    Balancer app = balancers.get("www.example.com/app").orElseThrow();
    app.select(SelectionRequest.of("/", List.of()));
    Member first = app.members().get(0);
    first.traffic().addRead(4321);
    first.traffic().addTransferred(12);
    first.fail("refused <by> it");
  }

  private static BalancerConfig balancer(
      String key, Optional<StickyConfig> sticky, Make.MemberBuilder... members) {
    return new BalancerConfig(
        key,
        "app",
        false,
        List.of(members).stream().map(Make.MemberBuilder::build).toList(),
        "bytraffic",
        sticky,
        members.length - 1,
        true,
        false,
        Duration.ofMillis(1500),
        Set.of(),
        false,
        0,
        Optional.empty(),
        new Origin("site.conf", 7));
  }

  /** Of this gate, whose configuration nobody has changed. */
  Overview overview() {
    return new Overview(
        this,
        Differences.NONE,
        (balancer, member) -> Optional.empty(),
        SampleOperations.NO_FIGURES);
  }

  public SampleGate loaded(boolean value) {
    loaded = value;
    return this;
  }

  public SampleGate draining(boolean value) {
    draining = value;
    return this;
  }

  public SampleGate readyWithoutMembers(boolean value) {
    readyWithoutMembers = value;
    return this;
  }

  @Override
  public boolean loaded() {
    return loaded;
  }

  @Override
  public boolean draining() {
    return draining;
  }

  @Override
  public boolean readyWithoutMembers() {
    return readyWithoutMembers;
  }

  @Override
  public Collection<Balancer> balancers() {
    return balancers.current().values();
  }

  @Override
  public int tunnels() {
    return 7;
  }

  @Override
  public Optional<CheckCounts> checks(Member member) {
    return member
        .config()
        .check()
        .map(
            check ->
                new CheckCounts(
                    1, 0, 5, 2, Optional.of(Instant.parse("2026-01-01T00:00:07Z")), List.of()));
  }
}
