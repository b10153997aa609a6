package io.torii.observe;

import io.torii.balancer.Balancer;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;

/** How rules and balancers are named in metrics, JSON logs and traces: in all of them alike. */
public final class ProxyNames {

  private ProxyNames() {}

  /**
   * Its key, such as {@code main/app}. A plain target's key has its parameters in it, which a name
   * must not change with.
   */
  public static String of(Balancer balancer) {
    String key = balancer.key();
    int blank = key.indexOf(' ');
    return blank < 0 ? key : key.substring(0, blank);
  }

  /** The path or the expression as it is written. */
  public static String of(ProxyRule rule) {
    if (rule.match() instanceof Match.Prefix prefix) {
      return prefix.path();
    }
    return rule.match() instanceof Match.Regex regex
        ? regex.pattern().pattern()
        : ((Match.Rewritten) rule.match()).pattern().pattern();
  }
}
