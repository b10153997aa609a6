package io.torii.diagnosis;

import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ProxyRule.Target;
import io.torii.config.RequestSettings;
import io.torii.config.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rule in the place where it counts.
 *
 * @param settings what holds there: the host's, with those of the rule's own Location over them
 */
record Passing(VirtualHost host, RequestSettings settings, ProxyRule rule) {

  /** Every rule that sends requests to a balancer, each once, in the order of the configuration. */
  static List<Passing> to(String balancerKey, ProxyConfig config) {
    Map<ProxyRule, Passing> found = new LinkedHashMap<>();
    for (VirtualHost host : hosts(config)) {
      for (Passing passing : of(host)) {
        if (passing.rule.target() instanceof Target.Balanced to
            && to.balancerKey().equals(balancerKey)) {
          found.putIfAbsent(passing.rule, passing);
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  /** The virtual hosts, then the main server, which they inherit from. */
  static List<VirtualHost> hosts(ProxyConfig config) {
    return Stream.concat(config.hosts().stream(), Stream.of(config.main())).toList();
  }

  private static List<Passing> of(VirtualHost host) {
    List<Passing> all = new ArrayList<>();
    host.rules().forEach(rule -> all.add(new Passing(host, host.settings(), rule)));
    host.locations()
        .forEach(
            section -> {
              ProxyRule alias = section.settings().alias();
              if (alias != null) {
                all.add(new Passing(host, host.settings().merge(section.settings()), alias));
              }
            });
    return all;
  }

  /** {@code ProxyPass /app (site.conf:3)}. */
  static String text(ProxyRule rule) {
    if (rule.match() instanceof Match.Prefix prefix) {
      return "ProxyPass " + prefix.path() + " (" + rule.origin() + ")";
    }
    return rule.match() instanceof Match.Regex regex
        ? "ProxyPassMatch " + regex.pattern() + " (" + rule.origin() + ")"
        : "RewriteRule (" + rule.origin() + ")";
  }

  String text() {
    return text(rule);
  }

  /** What stands between the member's URL and the rest of a request's path; may be empty. */
  String targetPath() {
    return rule.target() instanceof Target.Balanced to ? to.path() : "";
  }
}
