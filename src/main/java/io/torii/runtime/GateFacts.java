package io.torii.runtime;

import io.torii.balancer.Balancer;
import io.torii.balancer.Balancers;
import io.torii.exchange.ServerFacts;
import java.time.Instant;
import java.util.Collection;

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
  public Collection<Balancer> balancers() {
    return live.current().values();
  }
}
