package io.torii.config.directives;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.ProxyConfig;
import io.torii.config.ReverseRule;
import io.torii.config.VirtualHost;
import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether balancers do what their parameters seem to say. */
final class BalancerChecks {

  private static final String SCHEME = "balancer://";

  /** Members that stand in for others may well share their route. */
  private static final Set<MemberStatus> ASIDE =
      Set.of(
          MemberStatus.HOT_STANDBY,
          MemberStatus.HOT_SPARE,
          MemberStatus.DISABLED,
          MemberStatus.STOPPED);

  private final ProxyConfig config;
  private final Problems problems;
  private final Set<Origin> told = new HashSet<>();

  BalancerChecks(ProxyConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run() {
    config.balancers().values().stream()
        .filter(b -> !b.plain() && !b.members().isEmpty())
        .sorted((a, b) -> a.key().compareTo(b.key()))
        .forEach(
            balancer -> {
              sticky(balancer);
              routes(balancer);
            });
  }

  private void sticky(BalancerConfig balancer) {
    if (balancer.sticky().isPresent()
        && balancer.members().stream().allMatch(m -> m.route().isEmpty())
        && told.add(balancer.origin())) {
      problems.warn(
          balancer.origin(),
          balancer.url()
              + " has a stickysession, but none of its members a route, so that sessions stick to"
              + " nothing: give each BalancerMember its route=.");
    }
  }

  private void routes(BalancerConfig balancer) {
    Map<String, MemberConfig> seen = new HashMap<>();
    for (MemberConfig member : balancer.members()) {
      if (member.route().isEmpty() || !Collections.disjoint(member.status(), ASIDE)) {
        continue;
      }
      MemberConfig first = seen.putIfAbsent(member.route(), member);
      if (first != null && told.add(member.origin())) {
        problems.warn(
            member.origin(),
            member.url()
                + " has the route "
                + member.route()
                + " of "
                + first.url()
                + ", which then gets all of its sessions: give each member a route of its own.");
      }
    }
  }

  /** Whether each ProxyPassReverse names a balancer that there is. */
  void reverse(VirtualHost host) {
    Set<String> names = new TreeSet<>();
    config.balancers().values().stream().filter(b -> !b.plain()).forEach(b -> names.add(b.name()));
    host.settings().reverse().forEach(rule -> reverse(rule, names));
    host.locations().forEach(l -> l.settings().reverse().forEach(rule -> reverse(rule, names)));
  }

  private void reverse(ReverseRule rule, Set<String> names) {
    if (rule.kind() != ReverseRule.Kind.LOCATION
        || rule.interpolate()
        || !rule.from().toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return;
    }
    String rest = rule.from().substring(SCHEME.length()).toLowerCase(Locale.ROOT);
    String name = rest.indexOf('/') < 0 ? rest : rest.substring(0, rest.indexOf('/'));
    if (!names.contains(name) && told.add(rule.origin())) {
      problems.warn(
          rule.origin(),
          "ProxyPassReverse names "
              + SCHEME
              + name
              + ", which there is not, so that it changes nothing"
              + Nearest.to(name, names).map(n -> ": did you mean " + SCHEME + n + "?").orElse("."));
    }
  }
}
