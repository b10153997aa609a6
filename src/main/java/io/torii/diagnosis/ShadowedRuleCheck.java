package io.torii.diagnosis;

import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ProxyRule.Target;
import io.torii.config.VirtualHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A ProxyPass behind another one that takes all of its paths: the first that matches counts. */
final class ShadowedRuleCheck implements Check.OfConfiguration {

  /** Regular expressions that find themselves in every path. */
  private static final Set<String> EVERYTHING =
      Set.of(
          "", "/", "^", "^/", ".*", "^.*", "^/.*", "^/.*$", "^/(.*)", "^/(.*)$", "^(.*)$", "(.*)");

  @Override
  public String name() {
    return "shadowed-rule";
  }

  @Override
  public String finds() {
    return "a `ProxyPass` that is never used, since one before it takes all of its paths";
  }

  @Override
  public List<Finding> look(Scene scene) {
    List<Finding> found = new ArrayList<>();
    Set<ProxyRule> told = new HashSet<>();
    for (VirtualHost host : Passing.hosts(scene.config())) {
      List<ProxyRule> rules = host.rules();
      for (int i = 1; i < rules.size(); i++) {
        ProxyRule rule = rules.get(i);
        for (ProxyRule before : rules.subList(0, i)) {
          if (takesAll(before, rule) && told.add(rule)) {
            found.add(shadowed(rule, before));
          }
        }
      }
    }
    return found;
  }

  private static boolean takesAll(ProxyRule before, ProxyRule rule) {
    if (before.match() instanceof Match.Regex regex) {
      // our patterns write PCRE's $ as \z
      String written = regex.pattern().pattern().replace("\\z", "$");
      return before.precedes(rule) && EVERYTHING.contains(written);
    }
    return before.covers(rule);
  }

  private Finding shadowed(ProxyRule rule, ProxyRule before) {
    boolean excluded = rule.target() instanceof Target.None;
    return finding(
        excluded ? Severity.ERROR : Severity.WARNING,
        Subject.of(rule),
        Passing.text(before)
            + " takes every path that this rule is for, so that it is never used"
            + (excluded ? ": what it should keep from the members goes to them." : "."),
        "Write it before the other one: the first rule that matches counts, so the longest path"
            + " comes first.",
        rule.origin() + " stands after " + before.origin());
  }
}
