package io.torii.rule;

import io.torii.config.ServerTls;
import io.torii.config.VirtualHost;
import io.torii.http.Headers;
import io.torii.http.TlsFacts;
import java.util.Optional;

/**
 * A request for another host than its connection was made for. That is fine where both have the
 * same TLS, as browsers do it with one certificate for several names. Where they have not, the
 * client has not shown what its host asks for: 421 sends it to a connection of its own (RFC 9110
 * §15.5.20).
 */
final class Misdirected {

  private Misdirected() {}

  static Optional<Decision.Answer> refuse(HostSelector selector, Request request) {
    Optional<TlsFacts> facts = request.connection().tls();
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    VirtualHost asked = request.host();
    VirtualHost shaken = selector.select(request.connection(), facts.get().sni().orElse(""));
    if (shaken.id().equals(asked.id()) || agree(shaken.tls(), asked.tls())) {
      return Optional.empty();
    }
    String name = facts.get().sni().map(n -> "was made for " + n).orElse("was made for no name");
    return Optional.of(
        new Decision.Answer(
            asked.settings(),
            421,
            "AH02032",
            "the connection " + name + ", and the request is for a host with other TLS settings",
            "The client must connect anew, with the host's name in the handshake (SNI).",
            new Headers()));
  }

  private static boolean agree(Optional<ServerTls> one, Optional<ServerTls> other) {
    return one.isPresent() && other.isPresent() && one.get().agreesWith(other.get());
  }
}
