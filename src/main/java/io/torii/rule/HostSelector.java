package io.torii.rule;

import io.torii.config.HostAddress;
import io.torii.config.ProxyConfig;
import io.torii.config.VirtualHost;
import io.torii.http.Connection;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the virtual host, as httpd does: the address that a connection came in on picks a set of
 * hosts ({@code ip:port} before {@code ip:*} before {@code *:port} before {@code *:*}), the name
 * that the client asks for picks one of the set. The first of a set takes what no other one is
 * named for; the main server takes connections on addresses that nobody names.
 */
public final class HostSelector {

  private static final int ANY = 0;

  private final VirtualHost main;
  private final Map<HostAddress, NamedHosts> byAddress = new HashMap<>();
  private final Map<Integer, NamedHosts> byPort = new HashMap<>();
  private final @Nullable NamedHosts secured;
  private final @Nullable NamedHosts open;
  private final Map<Integer, Integer> ports;
  private final boolean container;

  /**
   * @param container whether somebody else's listeners bring the connections: then the port
   *     decides, whatever the address, and where no host names the port, whether the connection is
   *     secure
   */
  public HostSelector(ProxyConfig config, boolean container) {
    this.main = config.main();
    this.container = container;
    this.ports = config.ports();
    Map<HostAddress, List<VirtualHost>> addresses = new HashMap<>();
    Map<Integer, List<VirtualHost>> named = new HashMap<>();
    for (VirtualHost host : config.hosts()) {
      for (HostAddress address : host.addresses()) {
        collect(addresses, address, host);
        if (address.port() != ANY) {
          collect(named, address.port(), host);
        }
      }
    }
    addresses.forEach((address, hosts) -> byAddress.put(address, new NamedHosts(hosts)));
    named.forEach((port, hosts) -> byPort.put(port, new NamedHosts(hosts)));
    secured = where(config.hosts(), host -> host.tls().isPresent());
    open = where(config.hosts(), host -> host.tls().isEmpty());
  }

  private static <K> void collect(Map<K, List<VirtualHost>> into, K key, VirtualHost host) {
    List<VirtualHost> hosts = into.computeIfAbsent(key, k -> new ArrayList<>());
    if (!hosts.contains(host)) {
      hosts.add(host);
    }
  }

  private static @Nullable NamedHosts where(
      List<VirtualHost> hosts, Predicate<VirtualHost> condition) {
    List<VirtualHost> some = hosts.stream().filter(condition).toList();
    return some.isEmpty() ? null : new NamedHosts(some);
  }

  /** The host for a connection and the name that the client asks for, which may be empty. */
  public VirtualHost select(Connection connection, String name) {
    if (byAddress.isEmpty()) {
      return main;
    }
    NamedHosts hosts = container ? ofContainer(connection) : ofAddress(connection);
    return hosts == null ? main : hosts.named(name);
  }

  private @Nullable NamedHosts ofAddress(Connection connection) {
    InetAddress address = connection.local().getAddress();
    int port = connection.local().getPort();
    NamedHosts hosts = byAddress.get(new HostAddress(address, port));
    if (hosts == null) {
      hosts = byAddress.get(new HostAddress(address, ANY));
    }
    if (hosts == null) {
      hosts = byAddress.get(new HostAddress(null, port));
    }
    return hosts != null ? hosts : byAddress.get(new HostAddress(null, ANY));
  }

  private @Nullable NamedHosts ofContainer(Connection connection) {
    InetAddress address = connection.local().getAddress();
    Integer local = connection.local().getPort();
    int port = ports.getOrDefault(local, local);
    NamedHosts hosts = byAddress.get(new HostAddress(address, port));
    if (hosts == null) {
      hosts = byAddress.get(new HostAddress(null, port));
    }
    if (hosts == null) {
      hosts = byPort.get(port);
    }
    if (hosts == null) {
      hosts = connection.secure() ? secured : open;
    }
    return hosts != null ? hosts : byAddress.get(new HostAddress(null, ANY));
  }
}
