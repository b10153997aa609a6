package io.torii.standalone;

import io.torii.config.ProxyConfig;
import io.torii.config.ServerTls;
import io.torii.config.VirtualHost;
import io.torii.http.Connection;
import io.torii.rule.HostSelector;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a listener: a handshake gets that of the host that will take the request, found by the
 * same rules. If it were another's, a client could pass by the certificate that its host asks for.
 */
final class TlsHosts {

  private final HostSelector selector;
  private final Map<ServerTls, SSLHostConfig> usable;
  private final SSLHostConfig fallback;

  private TlsHosts(
      HostSelector selector, Map<ServerTls, SSLHostConfig> usable, SSLHostConfig fallback) {
    this.selector = selector;
    this.usable = usable;
    this.fallback = fallback;
  }

  /**
   * Reads the certificates of the hosts of one listener.
   *
   * @param hosts those with TLS, at least one; the first one's is for a host without
   * @throws TlsException if one of them cannot be used
   */
  static TlsHosts of(List<VirtualHost> hosts, ProxyConfig config) throws TlsException {
    Map<ServerTls, SSLHostConfig> usable = new HashMap<>();
    for (VirtualHost host : hosts) {
      ServerTls tls = host.tls().orElseThrow();
      if (!usable.containsKey(tls)) {
        usable.put(tls, TlsHost.of(tls));
      }
    }
    SSLHostConfig fallback = usable.get(hosts.get(0).tls().orElseThrow());
    if (fallback == null) {
      throw new IllegalStateException("the first host has been left out");
    }
    return new TlsHosts(new HostSelector(config, false), usable, fallback);
  }

  /** What is used when a handshake names nobody. */
  SSLHostConfig fallback() {
    return fallback;
  }

  /**
   * What is used for a handshake.
   *
   * @param local the address that the client has connected to
   * @param name which host it asks for, if it does
   */
  SSLHostConfig at(InetSocketAddress local, @Nullable String name) {
    return tls(local, name).map(tls -> usable.getOrDefault(tls, fallback)).orElse(fallback);
  }

  /** Whether a client that offers HTTP/2 in this handshake gets it: Protocols of its host. */
  boolean http2(InetSocketAddress local, @Nullable String name) {
    return tls(local, name).map(ServerTls::http2).orElse(false);
  }

  private Optional<ServerTls> tls(InetSocketAddress local, @Nullable String name) {
    Connection connection = new Connection(local, local, "https", Optional.empty());
    return selector.select(connection, name == null ? "" : name.toLowerCase(Locale.ROOT)).tls();
  }
}
