package io.torii.config;

/**
 * What is told about requests beyond httpd's logs.
 *
 * @param metrics {@code torii.metrics}: whether requests are counted and timed (default true); what
 *     it is at the start holds until the end
 * @param requestIds {@code torii.request-id}: whether a client's X-Request-ID is taken for the
 *     request's id, and the id is told to members and clients (default false)
 * @param proxyStatus {@code torii.proxy-status} (default off)
 */
public record ObserveConfig(boolean metrics, boolean requestIds, ProxyStatus proxyStatus) {

  /** What holds where nothing is written. */
  public static final ObserveConfig DEFAULT = new ObserveConfig(true, false, ProxyStatus.OFF);

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
