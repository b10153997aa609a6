package io.torii.observe.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.torii.exchange.Attempts;

/** What a balancer had to do beyond choosing a member once. */
final class BalancerMeters {

  private final MeterGroup group;
  private final Counter failovers;
  private final Counter unavailable;

  BalancerMeters(MeterRegistry registry, String balancer) {
    group = new MeterGroup(registry, Tags.of("balancer", balancer));
    failovers =
        group.counter(
            "torii.balancer.failovers",
            "Choices of another member because one had failed a request.");
    unavailable =
        group.counter("torii.balancer.unavailable", "Requests for which there was no member.");
  }

  void count(Attempts attempts) {
    if (attempts.failovers() > 0) {
      failovers.increment(attempts.failovers());
    }
    if (attempts.unavailable()) {
      unavailable.increment();
    }
  }

  void remove() {
    group.remove();
  }
}
