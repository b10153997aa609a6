package io.torii.manager;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.torii.health.GateState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What the members do, in Prometheus' text format. */
@ApplicationScoped
@Path("metrics")
public class MetricsResource {

  private static final PrometheusTextFormatWriter WRITER =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

  @Inject GateState gate;

  /** The values of this moment. */
  @GET
  public Response metrics() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    WRITER.write(text, new BalancerCollector(gate).collect());
    return Response.ok(text.toByteArray()).type(WRITER.getContentType()).build();
  }
}
