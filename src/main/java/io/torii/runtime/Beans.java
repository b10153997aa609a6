package io.torii.runtime;

import io.torii.health.LiveProbe;
import io.torii.health.ReadyProbe;
import io.torii.health.StartedProbe;
import io.torii.manager.BalancersResource;
import io.torii.manager.DiagnosisResource;
import io.torii.manager.HealthResource;
import io.torii.manager.MetricsResource;
import io.torii.manager.OpenApiResource;
import io.torii.manager.PageResource;
import java.util.List;

/** Every CDI bean of ours, for where nothing scans for them. A test keeps the list complete. */
public final class Beans {

  public static final List<Class<?>> ALL =
      List.of(
          GateBeans.class,
          LiveProbe.class,
          ReadyProbe.class,
          StartedProbe.class,
          BalancersResource.class,
          DiagnosisResource.class,
          HealthResource.class,
          MetricsResource.class,
          OpenApiResource.class,
          PageResource.class);

  private Beans() {}
}
