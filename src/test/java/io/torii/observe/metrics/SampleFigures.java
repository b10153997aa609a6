package io.torii.observe.metrics;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyConfig;
import java.util.Collection;
import java.util.function.Supplier;

/** Each figure another one. */
public record SampleFigures(Supplier<ProxyConfig> used, Supplier<Collection<Balancer>> live)
    implements LiveFigures {

  @Override
  public ProxyConfig config() {
    return used.get();
  }

  @Override
  public Collection<Balancer> balancers() {
    return live.get();
  }

  @Override
  public int leased(Member member) {
    return 2;
  }

  @Override
  public int idle(Member member) {
    return 3;
  }

  @Override
  public int pending(Member member) {
    return 4;
  }

  @Override
  public int most(Member member) {
    return 5;
  }

  @Override
  public long checksPassed(Member member) {
    return 60;
  }

  @Override
  public long checksFailed(Member member) {
    return 6;
  }

  @Override
  public int tunnels() {
    return 7;
  }

  @Override
  public long inFlight() {
    return 8;
  }
}
