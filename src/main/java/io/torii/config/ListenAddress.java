package io.torii.config;

import io.torii.directive.Origin;
import java.util.Optional;

/**
 * One Listen.
 *
 * @param host the address to bind; empty for every address
 * @param port 1 to 65,535, or 0 for a free one
 * @param protocol {@code http} or {@code https} if it was written
 */
public record ListenAddress(
    Optional<String> host, int port, Optional<String> protocol, Origin origin) {

  @Override
  public String toString() {
    return host.map(h -> (h.indexOf(':') >= 0 ? "[" + h + "]" : h) + ":").orElse("*:") + port;
  }
}
