package io.torii.manager;

import io.torii.observe.metrics.Latency;

/**
 * Seconds until the head of a response was there, over about the last minute.
 *
 * @param p50 half of the requests took no longer
 * @param p90 nine of ten
 * @param p99 all but one of a hundred
 */
public record LatencyView(double p50, double p90, double p99) {

  static LatencyView of(Latency latency) {
    return new LatencyView(
        latency.p50().toNanos() / 1e9,
        latency.p90().toNanos() / 1e9,
        latency.p99().toNanos() / 1e9);
  }
}
