package io.torii.manager;

import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ProxyRule.Target;
import io.torii.config.Section;
import io.torii.config.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the API shows it.
 *
 * @param host {@link VirtualHost#id} of the server that it stands in
 * @param kind {@code prefix}, {@code regex} or {@code location}
 * @param path which paths it takes
 * @param target where they go; {@code !} for nowhere
 * @param balancer the id of the balancer; null if it goes to none
 * @param text tells it from the others of its server
 * @param removable false for the ProxyPass of a Location, which is not changed here
 * @param origin file and line, the property, or the change
 */
public record RuleView(
    String id,
    String host,
    String kind,
    String path,
    String target,
    @Nullable String balancer,
    String text,
    boolean removable,
    String origin) {

  /** The rules of all servers in the order in which they are looked at, the main server's once. */
  static List<RuleView> all(ProxyConfig config) {
    List<RuleView> rules = new ArrayList<>();
    add(config, config.main(), config.main().rules(), rules);
    for (VirtualHost host : config.hosts()) {
      List<ProxyRule> own =
          host.rules().stream().filter(rule -> !config.main().rules().contains(rule)).toList();
      add(config, host, own, rules);
    }
    return rules;
  }

  private static void add(
      ProxyConfig config, VirtualHost host, List<ProxyRule> own, List<RuleView> rules) {
    own.forEach(rule -> rules.add(of(config, host, rule, true)));
    List<Section> inherited = host.equals(config.main()) ? List.of() : config.main().locations();
    for (Section location : host.locations()) {
      ProxyRule rule = location.settings().alias();
      if (rule != null && !inherited.contains(location)) {
        rules.add(of(config, host, rule, false));
      }
    }
  }

  private static RuleView of(
      ProxyConfig config, VirtualHost host, ProxyRule rule, boolean removable) {
    boolean prefix = rule.match() instanceof Match.Prefix;
    String path = rule.prefix().orElse(rule.text().replaceFirst(" \\S*$", ""));
    String target = "!";
    String balancer = null;
    if (rule.target() instanceof Target.Balanced balanced) {
      var to = config.balancers().get(balanced.balancerKey());
      target = (to == null ? balanced.balancerKey() : to.base()) + balanced.path();
      balancer = to == null ? null : Ids.of(to, config.balancers().values());
    } else if (rule.target() instanceof Target.Dynamic dynamic) {
      target = dynamic.template();
    }
    return new RuleView(
        Ids.hash(host.id() + " " + rule.text() + " " + removable),
        host.id(),
        removable ? prefix ? "prefix" : "regex" : "location",
        path,
        target,
        balancer,
        rule.text(),
        removable,
        rule.origin().toString());
  }
}
