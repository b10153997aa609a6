package io.torii.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The connection that a request came in on.
 *
 * @param local our end
 * @param peer the other end: the client, or the proxy before us
 * @param scheme {@code http} or {@code https}
 * @param tls what was agreed, if it is encrypted
 */
public record Connection(
    InetSocketAddress local, InetSocketAddress peer, String scheme, Optional<TlsFacts> tls) {

  public boolean secure() {
    return scheme.equals("https");
  }
}
