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

  /**
   * The request attribute with the peer's {@link InetSocketAddress}, where the proxy before us has
   * introduced it ahead of the request (RemoteIPProxyProtocol).
   */
  public static final String PEER = "io.torii.peer";

  public boolean secure() {
    return scheme.equals("https");
  }
}
