package io.torii.config.directives;

import io.torii.config.ProxyConfig;
import io.torii.config.VirtualHost;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;

/** Looks at a whole configuration for what is allowed, and most likely not meant. */
final class ConfigChecks {

  private final ProxyConfig config;
  private final Problems problems;

  ConfigChecks(ProxyConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  /**
   * @param inContainer whether a container listens, and has the certificates
   */
  void run(boolean inContainer) {
    List<VirtualHost> all = new ArrayList<>();
    all.add(config.main());
    all.addAll(config.hosts());
    new HostChecks(config, problems).run(inContainer);
    BalancerChecks balancers = new BalancerChecks(config, problems);
    balancers.run();
    AccessChecks access = new AccessChecks(!config.manager().tokens().isEmpty(), problems);
    for (VirtualHost host : all) {
      balancers.reverse(host);
      access.run(host);
    }
  }
}
