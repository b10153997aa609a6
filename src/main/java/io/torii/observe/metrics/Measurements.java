package io.torii.observe.metrics;

import io.torii.balancer.Member;
import java.util.Optional;

/** What has been measured so far. Safe for several threads. */
public interface Measurements {

  /** How fast a member has answered of late; empty if it has not, or if nothing is measured. */
  Optional<Latency> latency(Member member);

  /**
   * All metrics as they are now, in a format of Prometheus; empty if nothing is measured.
   *
   * @param accept the formats that are wanted, as in the field Accept; empty for any
   */
  Optional<Scrape> scrape(String accept);

  /**
   * Metrics in text.
   *
   * @param contentType which format it is
   */
  record Scrape(String contentType, String text) {}
}
