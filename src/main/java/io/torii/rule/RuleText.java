package io.torii.rule;

import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;

/** How a rule is named in explanations and in the log. */
final class RuleText {

  private RuleText() {}

  /** Such as {@code ProxyPass /app (site.conf:12)}. */
  static String of(ProxyRule rule) {
    String match;
    if (rule.match() instanceof Match.Prefix prefix) {
      match = "ProxyPass " + prefix.path();
    } else if (rule.match() instanceof Match.Regex regex) {
      match = "ProxyPassMatch " + regex.pattern();
    } else {
      match = "RewriteRule " + ((Match.Rewritten) rule.match()).pattern();
    }
    return match + " (" + rule.origin() + ")";
  }
}
