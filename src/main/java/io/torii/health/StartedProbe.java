package io.torii.health;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once a configuration is in use. */
@Startup
@Dependent
public class StartedProbe implements HealthCheck {

  private final GateState gate;

  @Inject
  public StartedProbe(GateState gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("torii").status(gate.loaded()).build();
  }
}
