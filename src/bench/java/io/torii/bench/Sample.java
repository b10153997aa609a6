package io.torii.bench;

import java.time.Duration;

/**
 * One round of one load.
 *
 * @param requests that were answered with a status below 400
 * @param failures any other answer, and requests that got none within 20 seconds
 * @param closed connections that were refused, or closed where wrk expected them to be kept
 * @param bytes that the clients have received
 * @param cpu what the contestant's processes used meanwhile
 */
record Sample(
    long requests,
    long failures,
    long closed,
    Duration took,
    long bytes,
    Duration p50,
    Duration p99,
    Duration p999,
    Duration cpu) {

  double perSecond() {
    return requests / seconds(took);
  }

  /** In microseconds. */
  double cpuPerRequest() {
    return requests == 0 ? Double.NaN : seconds(cpu) * 1e6 / requests;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
