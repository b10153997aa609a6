package io.torii.ops;

import static io.torii.testkit.TraceCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import io.torii.testkit.TraceCollector;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request with a failover, as metrics, JSON log, trace and the client's own fields tell it. */
class ObserveIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;

  private Path file(int port, Backend well) throws IOException {
    return Files.writeString(
        folder.resolve("torii.conf"),
        """
        Listen 127.0.0.1:%d
        CustomLog access.json json
        <Proxy balancer://b>
          BalancerMember http://127.0.0.1:%d
          BalancerMember %s
        </Proxy>
        ProxyPass /app balancer://b
        <Location /balancer-manager>
          SetHandler balancer-manager
        </Location>
        """
            .formatted(port, Backend.refusingPort(), well.url()));
  }

  @Test
  void everybodyTellsTheSameStory() throws IOException {
    int port = ToriiProcess.freePort();
    String front = "http://127.0.0.1:" + port;
    try (TraceCollector collector = TraceCollector.start();
        Backend well = Backend.start(Script.ok("well"))) {
      String[] arguments = {
        "-f", file(port, well).toString(),
        "-D", "torii.request-id=true",
        "-D", "torii.proxy-status=next-hop",
        "-D", "otel.sdk.disabled=false",
        "-D", "otel.bsp.schedule.delay=100",
        "-D", "otel.exporter.otlp.endpoint=" + collector.endpoint()
      };
      String metrics;
      try (ToriiProcess torii = ToriiProcess.start(arguments).awaitPort(port)) {
        HttpResponse<String> answer =
            Web.get(
                front + "/app/x",
                "X-Request-ID",
                "mine-1",
                "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-ID")).hasValue("mine-1");
        assertThat(answer.headers().firstValue("Proxy-Status").orElse(""))
            .contains("; received-status=200; next-hop=\"127.0.0.1:");
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> collector.spans().stream().filter(ObserveIT::ofTheRequest).count() == 3);
        metrics = Web.get(front + "/balancer-manager/metrics").body();
        assertThat(torii.alive()).isTrue();
      }
      List<Span> spans = collector.spans().stream().filter(ObserveIT::ofTheRequest).toList();
      assertThat(spans).extracting(Span::getName).containsExactly("GET", "GET", "GET /app");
      assertThat(metrics)
          .contains("torii_balancer_failovers_total{balancer=\"main/b\"} 1.0\n")
          .contains("torii_requests_total{code=\"2xx\",host=\"main\",rule=\"/app\"} 1.0\n")
          .contains("kind=\"connect\"");
      assertThat(well.lastRequest().header("traceparent"))
          .hasValue("00-" + TRACE + "-" + hex(spans.get(1).getSpanId()) + "-01");
      JsonObject line = first("access.json");
      assertThat(line.getString("requestId")).isEqualTo("mine-1");
      assertThat(line.getString("traceId")).isEqualTo(TRACE);
      assertThat(line.getString("member")).isEqualTo(well.url());
      assertThat(line.getInt("attempts")).isEqualTo(2);
      assertThat(line.getInt("failovers")).isEqualTo(1);
    }
  }

  private static boolean ofTheRequest(Span span) {
    return hex(span.getTraceId()).equals(TRACE);
  }

  private JsonObject first(String name) throws IOException {
    String line = Files.readAllLines(folder.resolve(name)).get(0);
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  @Test
  void nothingIsMeasuredWhereNobodyWantsIt() throws IOException {
    int port = ToriiProcess.freePort();
    String front = "http://127.0.0.1:" + port;
    try (Backend well = Backend.start(Script.ok("well"))) {
      String file = file(port, well).toString();
      try (ToriiProcess torii =
          ToriiProcess.start("-f", file, "-D", "torii.metrics=false").awaitPort(port)) {
        assertThat(Web.get(front + "/app/x").body()).isEqualTo("well");
        HttpResponse<String> metrics = Web.get(front + "/balancer-manager/metrics");
        assertThat(metrics.statusCode()).isEqualTo(404);
        assertThat(metrics.body()).contains("torii.metrics");
        assertThat(torii.alive()).isTrue();
      }
    }
  }

  @Test
  void aSettingThatIsWrongIsRefusedByName() throws IOException {
    int port = ToriiProcess.freePort();
    try (Backend well = Backend.start(Script.ok("well"));
        ToriiProcess torii =
            ToriiProcess.start(
                "-f",
                file(port, well).toString(),
                "-D",
                "otel.sdk.disabled=false",
                "-D",
                "otel.exporter.otlp.protocol=smoke")) {
      assertThat(torii.awaitEnd()).isEqualTo(1);
      assertThat(torii.err()).contains("otel.sdk.disabled: ").contains("smoke");
    }
  }
}
