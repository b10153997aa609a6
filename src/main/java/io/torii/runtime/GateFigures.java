package io.torii.runtime;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyConfig;
import io.torii.health.CheckCounts;
import io.torii.observe.metrics.LiveFigures;
import java.util.Collection;

/** The gate as its metrics show it. */
record GateFigures(Gate gate) implements LiveFigures {

  @Override
  public ProxyConfig config() {
    return gate.config();
  }

  @Override
  public Collection<Balancer> balancers() {
    return gate.balancers();
  }

  @Override
  public int leased(Member member) {
    return gate.upstream().stats(member).leased();
  }

  @Override
  public int idle(Member member) {
    return gate.upstream().stats(member).idle();
  }

  @Override
  public int pending(Member member) {
    return gate.upstream().stats(member).pending();
  }

  @Override
  public int most(Member member) {
    return gate.upstream().stats(member).max();
  }

  @Override
  public long checksPassed(Member member) {
    return gate.checks(member).map(CheckCounts::passed).orElse(0L);
  }

  @Override
  public long checksFailed(Member member) {
    return gate.checks(member).map(CheckCounts::failed).orElse(0L);
  }

  @Override
  public int tunnels() {
    return gate.tunnels();
  }

  @Override
  public long inFlight() {
    return gate.inFlight();
  }
}
