package io.torii.observe.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Who takes our spans.
 *
 * @param api what spans are made with
 * @param end sends what is left and ends it; does nothing if it is not ours
 */
public record Telemetry(OpenTelemetry api, Runnable end) {

  /** How long the last spans may take: a stop has five seconds for everything. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What holds where no property says otherwise: traces alone, over HTTP. */
  static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "torii",
          "otel.traces.exporter", "otlp",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  /** Nobody. */
  static final Telemetry NONE = new Telemetry(OpenTelemetry.noop(), () -> {});

  /** The server's own, which it also ends. */
  public static Telemetry ofServer(OpenTelemetry api) {
    return new Telemetry(api, () -> {});
  }

  /**
   * One of our own, as OpenTelemetry's SDK configures itself: by these properties, which win, its
   * environment variables and system properties.
   *
   * @param properties such as {@code otel.exporter.otlp.endpoint}
   * @throws ConfigurationException if one of them is wrong
   */
  public static Telemetry own(Map<String, String> properties) {
    Map<String, String> ours = new HashMap<>(properties);
    ours.put("otel.sdk.disabled", "false");
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .setServiceClassLoader(new OwnProviders(Telemetry.class.getClassLoader()))
            .addPropertiesSupplier(() -> DEFAULTS)
            .addPropertiesCustomizer(config -> ours)
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return new Telemetry(sdk, () -> sdk.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }
}
