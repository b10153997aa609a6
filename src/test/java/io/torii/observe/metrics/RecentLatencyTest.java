package io.torii.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentLatencyTest {

  private final MockClock clock = new MockClock();

  @Test
  void latencyIsThatOfTheLastMinute() {
    RecentLatency recent = new RecentLatency(clock);
    assertThat(recent.latency()).isEmpty();
    for (int i = 1; i <= 100; i++) {
      recent.record(Duration.ofMillis(i));
    }
    Latency latency = recent.latency().orElseThrow();
    assertThat(latency.p50()).isBetween(Duration.ofMillis(49), Duration.ofMillis(51));
    assertThat(latency.p90()).isBetween(Duration.ofMillis(89), Duration.ofMillis(91));
    assertThat(latency.p99()).isBetween(Duration.ofMillis(98), Duration.ofMillis(100));
    clock.add(Duration.ofSeconds(30));
    assertThat(recent.latency()).isPresent();
    clock.add(Duration.ofSeconds(31));
    assertThat(recent.latency()).isEmpty();
  }
}
