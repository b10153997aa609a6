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
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** What is asked for the metrics, and a stream of events that its client has left. */
  @Test
  void theManagersOwnTrafficStandsByItself() throws IOException {
    int port = ToriiProcess.freePort();
    String metrics = "http://127.0.0.1:" + port + "/balancer-manager/metrics";
    try (Backend well = Backend.start(Script.ok("well"));
        ToriiProcess torii =
            ToriiProcess.start("-f", file(port, well).toString()).awaitPort(port)) {
      Web.get(metrics);
      try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String request =
            "GET /balancer-manager/api/events/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        stream.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(stream.getInputStream().read()).isEqualTo('H');
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                torii.hangUp(); // which is an event, that shows that nobody listens any more
                String scrape = Web.get(metrics).body();
                return managed(scrape, "torii_requests_total{code=\"2xx\",")
                    == managed(scrape, "torii_request_duration_seconds_count{") + 1;
              });
      assertThat(Web.get(metrics).body()).doesNotContain("rule=\"none\"");
    }
  }

  private static double managed(String scrape, String name) {
    String series = name + "host=\"main\",rule=\"manager\"} ";
    return scrape
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSettingThatIsWrongIsRefusedByName(boolean checked) throws IOException {
    try (Backend well = Backend.start(Script.ok("well"))) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-f",
                  file(ToriiProcess.freePort(), well).toString(),
                  "-D",
                  "otel.sdk.disabled=false",
                  "-D",
                  "otel.exporter.otlp.protocol=smoke"));
      if (checked) {
        arguments.add("-t");
      }
      try (ToriiProcess torii = ToriiProcess.start(arguments.toArray(String[]::new))) {
        assertThat(torii.awaitEnd()).isEqualTo(1);
        assertThat(torii.err())
            .contains("otel.exporter.otlp.protocol: OpenTelemetry cannot use it: ", "smoke");
        assertThat(torii.out()).doesNotContain("Syntax OK");
      }
    }
  }
}
