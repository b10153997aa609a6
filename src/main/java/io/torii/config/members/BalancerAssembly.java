package io.torii.config.members;

import io.torii.config.BalancerConfig;
import io.torii.directive.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers the balancers and plain workers of one configuration, server by server, and makes the
 * model of them. One per load, one thread.
 *
 * <p>The order of calls matters as little as it does in httpd, with two exceptions: the main server
 * is read before the virtual hosts, and a virtual host that declares a balancer of the main server
 * anew does so before it names it in a ProxyPass (an error says so otherwise).
 */
public final class BalancerAssembly {

  private final Problems problems;
  private final Scope main;
  private final Map<String, Scope> hosts = new LinkedHashMap<>();

  public BalancerAssembly(Problems problems) {
    this.problems = problems;
    this.main = new Scope(problems);
  }

  /** The main server. */
  public Scope main() {
    return main;
  }

  /**
   * A virtual host, with the main server behind it.
   *
   * @param id see {@link io.torii.config.VirtualHost#id}
   */
  public Scope host(String id) {
    return hosts.computeIfAbsent(id, key -> new Scope(problems));
  }

  /**
   * Checks everything and makes the balancers, by {@link BalancerConfig#key}. Call it once, when
   * all has been read and each scope has its {@linkplain Scope#defaults defaults}.
   */
  public Map<String, BalancerConfig> build() {
    return Map.of();
  }
}
