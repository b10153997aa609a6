package io.torii.observe.metrics;

import java.time.Duration;

/**
 * How long a member took for the heads of its responses, over about the last minute: half of them,
 * nine of ten and all but one of a hundred took no longer than that. Within a hundredth of the true
 * value.
 */
public record Latency(Duration p50, Duration p90, Duration p99) {}
