package io.torii.standalone;

import io.torii.health.LiveProbe;
import io.torii.health.ReadyProbe;
import io.torii.health.StartedProbe;
import io.torii.manager.BalancersResource;
import io.torii.manager.HealthResource;
import io.torii.manager.MetricsResource;
import io.torii.manager.OpenApiResource;
import io.torii.manager.PageResource;
import io.torii.runtime.GateBeans;
import java.util.List;

/** Every bean class of ours: a hosting container finds them by itself, the embedded one is told. */
final class Beans {

  static final List<Class<?>> ALL =
      List.of(
          GateBeans.class,
          LiveProbe.class,
          ReadyProbe.class,
          StartedProbe.class,
          BalancersResource.class,
          HealthResource.class,
          MetricsResource.class,
          OpenApiResource.class,
          PageResource.class);

  private Beans() {}
}
