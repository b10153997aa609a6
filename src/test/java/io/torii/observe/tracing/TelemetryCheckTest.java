package io.torii.observe.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.directive.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which property is to blame. */
class TelemetryCheckTest {

  /** As they are printed. */
  private static List<String> problems(Map<String, String> properties) {
    return TelemetryCheck.problems(properties).stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "otel.exporter.otlp.protocol, smoke",
    "otel.exporter.otlp.protocol, grpc",
    "otel.exporter.otlp.traces.protocol, smoke",
    "otel.exporter.otlp.endpoint, collector",
    "otel.exporter.otlp.timeout, soon",
    "otel.exporter.otlp.compression, brotli",
    "otel.exporter.otlp.certificate, /nowhere/ca.pem",
    "otel.traces.exporter, nobody",
    "otel.traces.sampler, nobody",
    "otel.propagators, nobody",
    "otel.bsp.schedule.delay, soon",
    "otel.bsp.max.queue.size, many",
    "otel.resource.attributes, x",
    "otel.span.link.count.limit, -1"
  })
  void namesWhatStopsAStart(String name, String value) {
    Map<String, String> properties =
        Map.of(name, value, "otel.service.name", "gate", "otel.bsp.export.timeout", "5s");
    assertThatThrownBy(() -> Telemetry.own(properties)).isInstanceOf(RuntimeException.class);
    assertThat(problems(properties))
        .singleElement()
        .asString()
        .startsWith(name + ": OpenTelemetry cannot use it: ")
        .contains("Correct it, or leave it out for its default");
  }

  @Test
  void blamesTheArgumentAndNotTheSampler() {
    assertThat(
            problems(Map.of("otel.traces.sampler", "traceidratio", "otel.traces.sampler.arg", "7")))
        .singleElement()
        .asString()
        .startsWith("otel.traces.sampler.arg: ");
  }

  @Test
  void namesAllOfThemAtOnce() {
    assertThat(
            problems(
                Map.of(
                    "otel.propagators", "nobody",
                    "otel.exporter.otlp.protocol", "grpc",
                    "otel.bsp.schedule.delay", "soon")))
        .hasSize(3);
  }

  /** {@code -D} is one, and the SDK reads those by itself too. */
  @Test
  void findsASystemProperty() {
    String name = "otel.bsp.schedule.delay";
    System.setProperty(name, "soon");
    try {
      assertThat(problems(Map.of(name, "soon")))
          .singleElement()
          .asString()
          .startsWith(name + ": OpenTelemetry cannot use it: ");
    } finally {
      System.clearProperty(name);
    }
  }

  @Test
  void keepsThePasswordOfACollectorToItself() {
    assertThat(problems(Map.of("otel.exporter.otlp.headers", "secret")))
        .singleElement()
        .asString()
        .startsWith("otel.exporter.otlp.headers: ")
        .doesNotContain("secret");
  }

  @Test
  void saysWhatIsIgnored() {
    assertThat(problems(Map.of("otel.exporter.otlp.endpont", "http://127.0.0.1:4318")))
        .containsExactly(
            "otel.exporter.otlp.endpont: OpenTelemetry has no such property and ignores it: did you"
                + " mean \"otel.exporter.otlp.endpoint\"?");
    assertThat(problems(Map.of("otel.instrumentation.x.enabled", "true"))).isEmpty();
  }

  @Test
  void asksNobody() throws IOException {
    try (ServerSocket collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String endpoint = "http://127.0.0.1:" + collector.getLocalPort();
      assertThat(problems(Map.of("otel.exporter.otlp.endpoint", endpoint))).isEmpty();
      collector.setSoTimeout(200);
      assertThatThrownBy(collector::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
