package io.torii.config;

import java.time.Duration;

/**
 * What a listener of our own does with connections; a hosting container has its own settings.
 *
 * @param keepAlive KeepAlive (default on)
 * @param keepAliveTimeout KeepAliveTimeout (default 5 s)
 * @param maxKeepAliveRequests MaxKeepAliveRequests; 0 for no limit (default 100)
 * @param headerTimeout RequestReadTimeout, between two pieces of a request's head (default 20 s)
 * @param headTime RequestReadTimeout, from the first byte of a head to its last (default 40 s)
 * @param bodyTimeout the main server's Timeout, between two pieces of a request's body or of a
 *     response (default 60 s)
 * @param http2 whether Protocols allows h2 on TLS listeners (default yes)
 * @param http2Clear whether Protocols allows h2c (default no)
 * @param proxyProtocol RemoteIPProxyProtocol (default off)
 */
public record ListenerSettings(
    boolean keepAlive,
    Duration keepAliveTimeout,
    int maxKeepAliveRequests,
    Duration headerTimeout,
    Duration headTime,
    Duration bodyTimeout,
    boolean http2,
    boolean http2Clear,
    boolean proxyProtocol) {

  public static final ListenerSettings DEFAULT =
      new ListenerSettings(
          true,
          Duration.ofSeconds(5),
          100,
          Duration.ofSeconds(20),
          Duration.ofSeconds(40),
          Duration.ofSeconds(60),
          true,
          false,
          false);
}
