package io.torii.manager;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * The balancer-manager in JAX-RS. It is at an internal path: the front decides host, Location and
 * access, and then forwards {@code PREFIX/REST} to {@link #PATH}{@code /REST}, and {@code PREFIX}
 * and {@code PREFIX/} to {@link #PATH}{@code /page}. Nobody reaches it from outside, since the
 * front takes every request that was not forwarded.
 */
@ApplicationPath(ManagerApplication.PATH)
public class ManagerApplication extends Application {

  /** Where the front forwards to. */
  public static final String PATH = "/.torii";

  /**
   * Jersey, which Payara has, keeps what a resource has flushed until it has 8 KiB, to give it a
   * Content-Length; the first event of a stream would wait for the hundredth. Others pass over it.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.contentLength.buffer", 0);
  }

  /** Listed, since not every server finds them the same way. */
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        BalancersResource.class,
        MembersResource.class,
        DrainResource.class,
        RulesResource.class,
        ChangesResource.class,
        EventsResource.class,
        ServerResource.class,
        ExplainResource.class,
        ChangeGuard.class,
        DiagnosisResource.class,
        OpenApiResource.class,
        PageResource.class,
        AssetResource.class,
        HealthResource.class,
        MetricsResource.class,
        JsonFormat.class,
        RefusedRequest.class,
        FailedRequest.class);
  }
}
