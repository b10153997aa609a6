package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.rule.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a client's head asks of its own connection (RFC 9110 §7.6.1), and ours with a member can do
 * as well.
 *
 * @param upgrade the protocol that it wants to switch to; null for none
 * @param expects whether it sends its body only when it is told to, and the member is to decide
 * @param trailer what it announces behind its body; null for nothing
 * @param takesTrailers whether it wants to have such fields behind the response's body
 */
record Hop(
    @Nullable String upgrade, boolean expects, @Nullable String trailer, boolean takesTrailers) {

  /**
   * Reads them.
   *
   * @param headers with all that the client has sent for its connection
   */
  static Hop of(Exchange exchange, Headers headers) {
    Request request = exchange.request();
    boolean modern = !request.protocol().equals("HTTP/1.0");
    return new Hop(
        Upgrades.asked(exchange, headers),
        // RFC 9110 §10.1.1: not of HTTP/1.0; and not if we are told to ask it ourselves
        modern
            && exchange.settings().forwardsExpect()
            && !request.env().containsKey("force-proxy-request-1.0")
            && "100-continue".equalsIgnoreCase(headers.joined("Expect").orElse("")),
        Trailers.announced(headers, exchange.settings().requestHeaders()),
        modern && Trailers.wanted(headers));
  }
}
