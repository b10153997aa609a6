package io.torii.runtime;

import io.torii.health.LiveProbe;
import io.torii.health.ReadyProbe;
import io.torii.health.StartedProbe;
import io.torii.manager.AssetResource;
import io.torii.manager.BalancersResource;
import io.torii.manager.ChangesResource;
import io.torii.manager.Changing;
import io.torii.manager.ClassicManager;
import io.torii.manager.ClassicNonces;
import io.torii.manager.DiagnosisResource;
import io.torii.manager.DrainResource;
import io.torii.manager.Draining;
import io.torii.manager.EventsResource;
import io.torii.manager.ExplainResource;
import io.torii.manager.HealthResource;
import io.torii.manager.MembersResource;
import io.torii.manager.MetricsResource;
import io.torii.manager.OpenApiResource;
import io.torii.manager.PageResource;
import io.torii.manager.Roles;
import io.torii.manager.RulesResource;
import io.torii.manager.ServerResource;
import java.util.List;

/** Every CDI bean of ours, for where nothing scans for them. A test keeps the list complete. */
public final class Beans {

  public static final List<Class<?>> ALL =
      List.of(
          GateBeans.class,
          LiveProbe.class,
          ReadyProbe.class,
          StartedProbe.class,
          AssetResource.class,
          BalancersResource.class,
          Changing.class,
          ChangesResource.class,
          ClassicManager.class,
          ClassicNonces.class,
          DrainResource.class,
          Draining.class,
          EventsResource.class,
          ExplainResource.class,
          DiagnosisResource.class,
          HealthResource.class,
          MembersResource.class,
          MetricsResource.class,
          OpenApiResource.class,
          PageResource.class,
          Roles.class,
          RulesResource.class,
          ServerResource.class);

  private Beans() {}
}
