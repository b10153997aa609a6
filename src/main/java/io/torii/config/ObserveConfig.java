package io.torii.config;

import java.util.Map;
import java.util.Optional;

/**
 * What is told about requests beyond httpd's logs.
 *
 * @param metrics {@code torii.metrics}: whether requests are counted and timed (default true); what
 *     it is at the start holds until the end
 * @param requestIds {@code torii.request-id}: whether a client's X-Request-ID is taken for the
 *     request's id, and the id is told to members and clients (default false)
 * @param proxyStatus {@code torii.proxy-status} (default off)
 * @param telemetry the properties {@code otel.…} if {@code otel.sdk.disabled} is false; empty for
 *     no traces, the default; what they are at the start holds until the end
 */
public record ObserveConfig(
    boolean metrics,
    boolean requestIds,
    ProxyStatus proxyStatus,
    Optional<Map<String, String>> telemetry) {

  public ObserveConfig {
    telemetry = telemetry.map(Map::copyOf);
  }

  /** What holds where nothing is written. */
  public static final ObserveConfig DEFAULT =
      new ObserveConfig(true, false, ProxyStatus.OFF, Optional.empty());

  /** What clients are told in the field Proxy-Status (RFC 9209). */
  public enum ProxyStatus {
    /** Nothing. */
    OFF,

    /** What went wrong, and the member's status. */
    ON,

    /** Also which member it was: internal addresses, as a rule. */
    NEXT_HOP
  }
}
