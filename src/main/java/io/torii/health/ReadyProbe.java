package io.torii.health;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while a configuration is in use and the process is not about to stop. Backends that are
 * down make it unready only with {@code torii.health.ready-without-members=false}: otherwise every
 * node would leave the pool at once, and clients would not even get an error page.
 */
@Readiness
@Dependent
public class ReadyProbe implements HealthCheck {

  private final GateState gate;

  @Inject
  public ReadyProbe(GateState gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    boolean ready = gate.loaded() && !gate.draining();
    HealthCheckResponseBuilder response = HealthCheckResponse.named("torii");
    response.withData("loaded", gate.loaded()).withData("draining", gate.draining());
    Map<String, Integer> times = new HashMap<>();
    for (Balancer balancer : gate.balancers()) {
      times.merge(balancer.url(), 1, Integer::sum);
    }
    for (Balancer balancer : gate.balancers()) {
      List<Member> eligible = balancer.members().stream().filter(Member::takesNewTraffic).toList();
      // Two hosts may have a balancer of the same name each.
      boolean unique = times.getOrDefault(balancer.url(), 1) == 1;
      response.withData(unique ? balancer.url() : balancer.key(), text(balancer, eligible));
      if (eligible.isEmpty() && !gate.readyWithoutMembers()) {
        ready = false;
      }
    }
    return response.status(ready).build();
  }

  private static String text(Balancer balancer, List<Member> eligible) {
    String count = eligible.size() + " of " + balancer.members().size() + " members eligible";
    return eligible.isEmpty()
        ? count
        : count
            + eligible.stream().map(Member::toString).collect(Collectors.joining(", ", ": ", ""));
  }
}
