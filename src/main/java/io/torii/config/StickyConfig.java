package io.torii.config;

import java.util.Optional;

/**
 * Where a session's route is found.
 *
 * @param cookie the cookie's name
 * @param parameter the name of the path or query parameter; the cookie's unless {@code A|b} is
 *     written
 * @param separator what stands between session id and route (default a dot); empty if the whole
 *     value is the route ({@code stickysessionsep=Off})
 * @param semicolonDelimits whether a semicolon ends the parameter's value (scolonpathdelim)
 */
public record StickyConfig(
    String cookie, String parameter, Optional<Character> separator, boolean semicolonDelimits) {

  /**
   * The route in a session id: what stands behind the first separator ({@code abc.def.n1} is routed
   * to {@code def.n1}, as in httpd), or all of it; empty if there is none.
   */
  public String route(String sessionId) {
    if (separator.isEmpty()) {
      return sessionId;
    }
    int at = sessionId.indexOf(separator.get());
    return at < 0 ? "" : sessionId.substring(at + 1);
  }
}
