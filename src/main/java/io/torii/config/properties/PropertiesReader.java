package io.torii.config.properties;

import io.torii.config.ManagerConfig;
import io.torii.config.ProxyRule;
import io.torii.config.ReverseRule;
import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Problems;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Reads the properties that start with {@code torii.}. */
public final class PropertiesReader {

  final Config config;
  final Problems problems;

  public PropertiesReader(Config config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  /** {@code torii.conf}: paths and globs of directive files, in order; empty if there is none. */
  public List<String> directiveFiles() {
    return List.of();
  }

  /** {@code torii.listen}: the arguments of a Listen each; empty if there is none. */
  public List<String> listen() {
    return List.of();
  }

  /** {@code torii.ports}: from a container's port to the port the virtual hosts are written for. */
  public Map<Integer, Integer> ports() {
    return Map.of();
  }

  /**
   * {@code torii.manager.…} and {@code torii.health.…}.
   *
   * @param withFiles whether there are directive files, which then decide where the manager is
   */
  public ManagerConfig manager(boolean withFiles) {
    return new ManagerConfig(java.util.Optional.of("/balancer-manager"), true);
  }

  /**
   * {@code torii.balancer.…} and {@code torii.proxy-pass.…}, over what the files have said. Call it
   * after the files are read and before {@link BalancerAssembly#build}.
   *
   * @return the rules for the main server, to stand in front of the files' own
   */
  public Rules apply(BalancerAssembly assembly) {
    return new Rules(List.of(), List.of());
  }

  /** The rules of {@code torii.proxy-pass.…}, longest path first, each with its reverse. */
  public record Rules(List<ProxyRule> rules, List<ReverseRule> reverse) {
    public Rules {
      rules = List.copyOf(rules);
      reverse = List.copyOf(reverse);
    }
  }
}
