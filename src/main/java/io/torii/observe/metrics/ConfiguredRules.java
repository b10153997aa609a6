package io.torii.observe.metrics;

import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule;
import io.torii.config.RewriteRule;
import io.torii.config.Section;
import io.torii.config.VirtualHost;
import io.torii.observe.ProxyNames;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels of every rule that a configuration has, wherever it is written. */
final class ConfiguredRules {

  private final Set<Labels.Rule> found = new HashSet<>();

  private ConfiguredRules() {}

  static Set<Labels.Rule> of(ProxyConfig config) {
    ConfiguredRules rules = new ConfiguredRules();
    rules.add(config.main());
    config.hosts().forEach(rules::add);
    return rules.found;
  }

  private void add(VirtualHost host) {
    found.addAll(Labels.Rule.ofNone(host));
    host.rules().forEach(rule -> add(host, rule));
    for (RewriteRule rewrite : host.rewrites()) {
      if (rewrite.action() instanceof RewriteRule.Action.Proxy proxy) {
        add(host, proxy.to());
      }
    }
    for (Section location : host.locations()) {
      add(host, location.settings().alias());
    }
  }

  private void add(VirtualHost host, @Nullable ProxyRule rule) {
    if (rule != null) {
      found.add(Labels.Rule.of(host, ProxyNames.of(rule)));
    }
  }
}
