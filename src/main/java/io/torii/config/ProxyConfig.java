package io.torii.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole configuration: checked, immutable, the same whether it was written as directives, as
 * properties or as both.
 *
 * @param listen the Listen addresses, in order; empty if none was written
 * @param listener how our own listeners behave
 * @param main the main server: it takes what no virtual host takes
 * @param hosts the virtual hosts in the order of the file
 * @param balancers by {@link BalancerConfig#key}: the named ones and the plain targets, in the
 *     order of the configuration
 * @param manager the product's own pages
 * @param observe what is told about requests
 * @param ports from a container's port to the port the virtual hosts are written for
 * @param heartbeat HeartbeatStorage: the file that the heartbeat method reads
 * @param files every file that was read or is named (directives, certificates, passwords): watched
 */
public record ProxyConfig(
    List<ListenAddress> listen,
    ListenerSettings listener,
    VirtualHost main,
    List<VirtualHost> hosts,
    Map<String, BalancerConfig> balancers,
    ManagerConfig manager,
    ObserveConfig observe,
    Map<Integer, Integer> ports,
    Optional<Path> heartbeat,
    List<Path> files) {

  public ProxyConfig {
    listen = List.copyOf(listen);
    hosts = List.copyOf(hosts);
    balancers = Collections.unmodifiableMap(new LinkedHashMap<>(balancers)); // in their order
    ports = Map.copyOf(ports);
    files = List.copyOf(files);
  }
}
