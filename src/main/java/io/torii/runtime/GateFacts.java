package io.torii.runtime;

import io.torii.balancer.Balancer;
import io.torii.balancer.Balancers;
import io.torii.config.VirtualHost;
import io.torii.config.members.BalancerAssembly;
import io.torii.exchange.ServerFacts;
import java.time.Instant;
import java.util.List;

/** The gate as its status page shows it. */
record GateFacts(Tally tally, InFlight inFlight, Balancers live) implements ServerFacts {

  @Override
  public Instant started() {
    return tally.started();
  }

  @Override
  public long requests() {
    return tally.requests();
  }

  @Override
  public long bytesSent() {
    return tally.bytesSent();
  }

  @Override
  public long busy() {
    return inFlight.count();
  }

  @Override
  public List<Balancer> balancers(VirtualHost host) {
    return live.current().values().stream()
        .filter(b -> b.config().isOf(host.id()) || b.config().isOf(BalancerAssembly.MAIN))
        .toList();
  }
}
