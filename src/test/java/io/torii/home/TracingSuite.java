package io.torii.home;

import static io.torii.testkit.TraceCollector.attributes;
import static io.torii.testkit.TraceCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TraceCollector;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The trace of a request that fails over, as a collector gets it from each server. */
abstract class TracingSuite extends HomeSuite {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CLIENT = "00f067aa0ba902b7";

  private final TraceCollector collector = closing(TraceCollector.start());
  private final Backend well = member(Script.ok("well"));

  /** Whether the server has MicroProfile Telemetry. */
  protected boolean byTheServer() {
    return home().container() == Container.PAYARA;
  }

  /** The test brings its own. */
  @Override
  protected Map<String, String> configuration() {
    return Map.of();
  }

  private Map<String, String> traced() throws IOException {
    return Map.of(
        "otel.sdk.disabled",
        "false",
        "otel.service.name",
        "front-door",
        "otel.bsp.schedule.delay",
        "100",
        "otel.exporter.otlp.endpoint",
        collector.endpoint(),
        "otel.exporter.otlp.protocol",
        "http/protobuf", // ours by itself; a server's own would take gRPC
        "torii.proxy-pass.app",
        "/app/ balancer://b/",
        "torii.balancer.b.members",
        "http://127.0.0.1:" + Backend.refusingPort() + ", " + well.url());
  }

  @Test
  void eachAttemptIsBelowTheRequestAndThatBelowTheClient() throws IOException {
    String parent = "00-" + TRACE + "-" + CLIENT + "-01";
    with(traced(), () -> assertThat(get("/app/x", "traceparent", parent).body()).isEqualTo("well"));
    // all is sent by now, also what a server might have put around it
    await().atMost(Duration.ofSeconds(30)).until(() -> spans(SpanKind.SPAN_KIND_SERVER).size() > 0);
    assertThat(collector.spans()).as("one of the request, one of each attempt").hasSize(3);
    Span server = spans(SpanKind.SPAN_KIND_SERVER).get(0);
    assertThat(server.getName()).isEqualTo("GET /app/");
    assertThat(hex(server.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(server.getParentSpanId())).isEqualTo(CLIENT);
    assertThat(attributes(server)).containsEntry("http.response.status_code", "200");
    assertThat(collector.resource(server)).containsEntry("service.name", "front-door");
    boolean ours =
        System.getProperty("opentelemetry.version")
            .equals(collector.resource(server).get("telemetry.sdk.version"));
    assertThat(ours).as("whether the WAR's own SDK sends them").isNotEqualTo(byTheServer());
    List<Span> attempts = spans(SpanKind.SPAN_KIND_CLIENT);
    assertThat(attempts).extracting(Span::getName).containsExactly("GET", "GET");
    assertThat(attempts)
        .allSatisfy(
            attempt -> {
              assertThat(hex(attempt.getTraceId())).isEqualTo(TRACE);
              assertThat(attempt.getParentSpanId()).isEqualTo(server.getSpanId());
            });
    assertThat(attributes(attempts.get(0))).containsEntry("error.type", "connect");
    assertThat(attributes(attempts.get(1)))
        .containsEntry("http.request.resend_count", "1")
        .doesNotContainKey("error.type");
    assertThat(well.lastRequest().header("traceparent"))
        .hasValue("00-" + TRACE + "-" + hex(attempts.get(1).getSpanId()) + "-01");
  }

  /** In the order in which they began. */
  private List<Span> spans(SpanKind kind) {
    return collector.spans().stream()
        .filter(span -> span.getKind() == kind)
        .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
        .toList();
  }
}
