package io.torii.config.properties;

import io.torii.config.members.BalancerAssembly;
import io.torii.config.members.BalancerParameters;
import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lays {@code torii.balancer.…} over the files' balancers. */
final class BalancerOverrides {

  private static final String MEMBERS = "members";

  private BalancerOverrides() {}

  /** Members first, so that a balancer that only properties declare exists for its parameters. */
  static void apply(
      List<BalancerProperty> properties,
      PropertyValues values,
      BalancerAssembly assembly,
      Problems problems) {
    for (BalancerProperty p : properties) {
      if (p.key().equals(MEMBERS)) {
        values
            .read(p.property(), PropertyWords::entries)
            .ifPresent(
                members ->
                    assembly.replaceMembers(p.balancer(), members, Origin.property(p.property())));
      }
    }
    Set<String> keys = new LinkedHashSet<>(BalancerParameters.TABLE.keys());
    keys.add(MEMBERS);
    for (BalancerProperty p : properties) {
      Origin origin = Origin.property(p.property());
      if (!keys.contains(p.key())) {
        problems.error(
            origin,
            "\"" + p.key() + "\" is no parameter of a balancer" + Nearest.hint(p.key(), keys));
      } else if (!p.key().equals(MEMBERS)) {
        values
            .text(p.property())
            .ifPresent(value -> assembly.override(p.balancer(), p.key(), value, origin));
      }
    }
  }
}
