package io.torii.manager;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;

/**
 * The MicroProfile Health probes, in that specification's format, for servers that have no endpoint
 * of their own.
 */
@ApplicationScoped
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Any @Inject Instance<HealthCheck> checks;

  /** 503 if a check is down. */
  @GET
  @Path("live")
  public Response live() {
    return answer(Liveness.Literal.INSTANCE);
  }

  /** 503 if a check is down. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(Readiness.Literal.INSTANCE);
  }

  /** 503 if a check is down. */
  @GET
  @Path("started")
  public Response started() {
    return answer(Startup.Literal.INSTANCE);
  }

  private Response answer(Annotation kind) {
    List<CheckView> views = new ArrayList<>();
    for (Instance.Handle<HealthCheck> check : checks.select(kind).handles()) {
      try (check) {
        views.add(CheckView.of(check.get().call()));
      }
    }
    boolean up = views.stream().allMatch(view -> view.status().equals("UP"));
    return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .entity(new HealthView(up ? "UP" : "DOWN", views))
        .header("Cache-Control", "no-store")
        .build();
  }

  /** All checks of a kind. */
  public record HealthView(String status, List<CheckView> checks) {}

  /** One check. */
  public record CheckView(String name, String status, @Nullable Map<String, Object> data) {
    static CheckView of(HealthCheckResponse response) {
      return new CheckView(
          response.getName(), response.getStatus().name(), response.getData().orElse(null));
    }
  }
}
