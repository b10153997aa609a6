package io.torii.manager;

import io.torii.observe.metrics.Measurements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** What goes through the gate and how fast, for Prometheus. */
@ApplicationScoped
@Path("metrics")
public class MetricsResource {

  @Inject Measurements measurements;

  /**
   * The values of this moment, in OpenMetrics for who asks for it.
   *
   * @throws NotFoundException if nothing is measured
   */
  @GET
  public Response metrics(@HeaderParam("Accept") @DefaultValue("") String accept) {
    return measurements
        .scrape(accept)
        .map(
            scrape ->
                Response.ok(scrape.text().getBytes(StandardCharsets.UTF_8))
                    .type(scrape.contentType())
                    .build())
        .orElseThrow(() -> new NotFoundException("There are no metrics: torii.metrics is false."));
  }
}
