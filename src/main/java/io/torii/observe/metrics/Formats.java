package io.torii.observe.metrics;

/** The formats in which Prometheus takes metrics. */
final class Formats {

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String OPEN_METRICS_1 = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private Formats() {}

  /** OpenMetrics for who names it, as Prometheus does; plain text for everybody else. */
  static String chosen(String accept) {
    return accept.contains(OPEN_METRICS) ? OPEN_METRICS_1 : TEXT;
  }
}
