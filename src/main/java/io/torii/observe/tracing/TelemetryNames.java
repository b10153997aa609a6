package io.torii.observe.tracing;

import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import io.torii.directive.Problem.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The properties that the SDK reads of OpenTelemetry; it says nothing about others. */
final class TelemetryNames {

  private static final Set<String> KNOWN = new TreeSet<>();

  /** Of extensions and agents: theirs is the list of what stands behind these. */
  private static final List<String> OTHERS =
      List.of("otel.java.", "otel.javaagent.", "otel.instrumentation.", "otel.experimental.");

  static {
    add("otel.", "sdk.disabled", "service.name", "config.file", "propagators");
    add("otel.resource.", "attributes", "disabled.keys");
    add("otel.traces.", "exporter", "sampler", "sampler.arg");
    add("otel.logs.", "exporter");
    add("otel.metrics.", "exporter", "exemplar.filter");
    add("otel.metric.export.", "interval", "max.batch.size");
    for (String processor : List.of("otel.bsp.", "otel.blrp.")) {
      add(processor, "schedule.delay", "max.queue.size", "max.export.batch.size", "export.timeout");
    }
    add("otel.attribute.", "count.limit", "value.length.limit");
    add("otel.span.", "attribute.count.limit", "attribute.value.length.limit");
    add("otel.span.", "event.count.limit", "link.count.limit");
    for (String signal : List.of("", "traces.", "metrics.", "logs.")) {
      String of = "otel.exporter.otlp." + signal;
      add(of, "protocol", "endpoint", "headers", "compression", "timeout");
      add(of, "certificate", "client.key", "client.certificate");
    }
    add("otel.exporter.otlp.metrics.", "temporality.preference");
    add("otel.exporter.otlp.metrics.", "default.histogram.aggregation");
  }

  private TelemetryNames() {}

  private static void add(String family, String... names) {
    for (String name : names) {
      KNOWN.add(family + name);
    }
  }

  /** A warning, if nobody reads the property. */
  static Optional<Problem> unread(String name) {
    if (KNOWN.contains(name) || OTHERS.stream().anyMatch(name::startsWith)) {
      return Optional.empty();
    }
    String message =
        "OpenTelemetry has no such property and ignores it" + Nearest.hint(name, KNOWN);
    return Optional.of(new Problem(Origin.property(name), Severity.WARNING, message));
  }
}
