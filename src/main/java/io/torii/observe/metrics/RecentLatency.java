package io.torii.observe.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowPercentileHistogram;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.Optional;

/** Percentiles over a window that moves on: about the last minute. Safe for several threads. */
final class RecentLatency {

  private static final DistributionStatisticConfig CONFIG =
      DistributionStatisticConfig.builder()
          .percentiles(0.5, 0.9, 0.99)
          .percentilePrecision(2)
          .expiry(Duration.ofMinutes(1))
          .bufferLength(3)
          .build()
          .merge(DistributionStatisticConfig.DEFAULT);

  private final TimeWindowPercentileHistogram window;

  RecentLatency(Clock clock) {
    window = new TimeWindowPercentileHistogram(clock, CONFIG, false);
  }

  void record(Duration elapsed) {
    window.recordLong(elapsed.toNanos());
  }

  /** Empty if nothing was recorded of late. */
  Optional<Latency> latency() {
    ValueAtPercentile[] values = window.takeSnapshot(0, 0, 0).percentileValues();
    if (values[values.length - 1].value() <= 0) {
      return Optional.empty();
    }
    return Optional.of(new Latency(at(values[0]), at(values[1]), at(values[2])));
  }

  private static Duration at(ValueAtPercentile value) {
    return Duration.ofNanos((long) value.value());
  }
}
