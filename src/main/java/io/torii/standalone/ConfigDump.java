package io.torii.standalone;

import io.torii.config.AliasRule;
import io.torii.config.BalancerConfig;
import io.torii.config.HostAddress;
import io.torii.config.ListenerPlan;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyConfig;
import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.config.RewriteRule;
import io.torii.config.RewriteText;
import io.torii.config.Section;
import io.torii.config.ServerName;
import io.torii.config.VirtualHost;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a configuration as it was understood: listeners, virtual hosts, rules, balancers. */
final class ConfigDump {

  private final PrintStream out;
  private final Map<String, BalancerConfig> balancers;
  private final ProxyConfig config;

  ConfigDump(ProxyConfig config, PrintStream out) {
    this.config = config;
    this.balancers = config.balancers();
    this.out = out;
  }

  void print() {
    out.println("Listeners:");
    for (ListenerPlan.Planned planned : ListenerPlan.of(config)) {
      out.println("  " + planned.address() + (planned.secure() ? " https" : " http"));
    }
    out.println("Virtual hosts:");
    config.hosts().forEach(this::host);
    out.println("  main server " + name(config.main()) + ", for what no virtual host takes");
    contents(config.main());
    out.println("Balancers:");
    config.balancers().values().stream()
        .sorted(Comparator.comparing(BalancerConfig::plain).thenComparing(BalancerConfig::key))
        .forEach(this::balancer);
  }

  private void host(VirtualHost host) {
    String addresses =
        host.addresses().stream().map(ConfigDump::address).collect(Collectors.joining(" "));
    out.println("  " + addresses + " " + name(host) + " (" + host.origin() + ")");
    if (!host.aliases().isEmpty()) {
      out.println("    alias " + String.join(" ", host.aliases()));
    }
    host.tls()
        .ifPresent(
            tls ->
                tls.certificates().forEach(c -> out.println("    certificate " + c.certificate())));
    contents(host);
  }

  private void contents(VirtualHost host) {
    host.locations().forEach(l -> location(l));
    host.rewrites().forEach(r -> out.println("    " + rewrite(r)));
    host.rules().forEach(r -> out.println("    " + rule(r)));
    host.files().aliases().forEach(a -> out.println("    " + alias(a)));
    host.settings()
        .redirects()
        .forEach(
            r ->
                out.println(
                    "    Redirect "
                        + r.status()
                        + " "
                        + (r.prefix() != null ? r.prefix() : r.pattern())
                        + (r.target().isEmpty() ? "" : " -> " + r.target())
                        + " ("
                        + r.origin()
                        + ")"));
  }

  private static String alias(AliasRule rule) {
    String from =
        rule.pattern() == null ? "Alias " + rule.prefix() : "AliasMatch " + rule.pattern();
    return from + " -> " + rule.target() + " (" + rule.origin() + ")";
  }

  private static String rewrite(RewriteRule rule) {
    return "RewriteRule "
        + (rule.negated() ? "!" : "")
        + rule.pattern()
        + " -> "
        + rule.substitution().map(RewriteText::toString).orElse("-")
        + " ("
        + rule.origin()
        + ")";
  }

  private void location(Section location) {
    RequestSettings settings = location.settings();
    String what =
        settings.isManager() ? " balancer-manager" : settings.isStatus() ? " server-status" : "";
    String access = settings.require() == null ? "" : " with access rules";
    out.println(
        "    Location " + match(location.match()) + what + access + " (" + location.origin() + ")");
    if (settings.alias() != null) {
      out.println("      " + rule(settings.alias()));
    }
  }

  private void balancer(BalancerConfig balancer) {
    if (balancer.plain()) {
      out.println("  " + balancer.url() + " (plain target, " + balancer.origin() + ")");
      return;
    }
    String sticky =
        balancer
            .sticky()
            .map(
                s ->
                    " stickysession="
                        + s.cookie()
                        + (s.parameter().equals(s.cookie()) ? "" : "|" + s.parameter()))
            .orElse("");
    out.println(
        "  "
            + balancer.url()
            + " lbmethod="
            + balancer.method()
            + sticky
            + " maxattempts="
            + balancer.maxAttempts()
            + " ("
            + balancer.origin()
            + ")");
    balancer.members().forEach(this::member);
  }

  private void member(MemberConfig member) {
    StringBuilder line = new StringBuilder("    ").append(member.url());
    if (!member.route().isEmpty()) {
      line.append(" route=").append(member.route());
    }
    line.append(" loadfactor=")
        .append(BigDecimal.valueOf(member.weight(), 2).stripTrailingZeros().toPlainString());
    if (member.lbset() != 0) {
      line.append(" lbset=").append(member.lbset());
    }
    if (!member.status().isEmpty()) {
      line.append(" status=+");
      member.status().stream().sorted().forEach(s -> line.append(s.letter()));
    }
    out.println(line.append(" (").append(member.origin()).append(")"));
  }

  private String rule(ProxyRule rule) {
    String from =
        rule.match() instanceof ProxyRule.Match.Prefix prefix
            ? "ProxyPass " + prefix.path()
            : "ProxyPassMatch " + ((ProxyRule.Match.Regex) rule.match()).pattern();
    String to;
    if (rule.target() instanceof ProxyRule.Target.Balanced balanced) {
      to = base(balanced.balancerKey()) + balanced.path();
    } else if (rule.target() instanceof ProxyRule.Target.Dynamic dynamic) {
      to = dynamic.template();
    } else {
      to = "!";
    }
    return from + " -> " + to + (rule.noCanon() ? " nocanon" : "") + " (" + rule.origin() + ")";
  }

  /** A key has a plain target's parameters in it, secrets included: it is not for people. */
  private String base(String key) {
    BalancerConfig balancer = balancers.get(key);
    return balancer == null ? "?" : balancer.base();
  }

  private static String match(Section.Match match) {
    if (match instanceof Section.Match.Prefix prefix) {
      return prefix.text();
    }
    return match instanceof Section.Match.Glob glob
        ? glob.text()
        : "~ " + ((Section.Match.Regex) match).pattern();
  }

  private static String name(VirtualHost host) {
    return host.name().map(ServerName::host).orElse("(no ServerName)");
  }

  private static String address(HostAddress address) {
    String host = address.address() == null ? "*" : address.address().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        + ":"
        + (address.port() == 0 ? "*" : Integer.toString(address.port()));
  }
}
