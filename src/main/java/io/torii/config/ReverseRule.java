package io.torii.config;

import io.torii.directive.Origin;

/**
 * How a backend's own addresses in a response become the proxy's.
 *
 * @param kind which response fields it concerns
 * @param from what the backend writes: a URL, a path, {@code balancer://name[/sub]}, a domain
 * @param to what the client sees instead
 * @param interpolate whether {@code ${VAR}} in both is replaced from the request's variables
 */
public record ReverseRule(Kind kind, String from, String to, boolean interpolate, Origin origin) {

  /** Which fields a rule concerns. */
  public enum Kind {
    /** ProxyPassReverse: Location, Content-Location, URI and Destination. */
    LOCATION,
    /** ProxyPassReverseCookieDomain. */
    COOKIE_DOMAIN,
    /** ProxyPassReverseCookiePath. */
    COOKIE_PATH
  }
}
