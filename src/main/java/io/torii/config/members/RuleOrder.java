package io.torii.config.members;

import io.torii.config.ProxyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one server in their order; finds those that an earlier one leaves nothing for. */
final class RuleOrder {

  private final @Nullable RuleOrder before;
  private final List<ProxyRule> rules = new ArrayList<>();

  /**
   * @param before the main server's rules, which stand in front of a virtual host's
   */
  RuleOrder(@Nullable RuleOrder before) {
    this.before = before;
  }

  void add(ProxyRule rule) {
    rules.add(rule);
  }

  /** The rule that takes everything that {@code rule} could take, if there is one. */
  Optional<ProxyRule> shadow(ProxyRule rule) {
    if (before != null) {
      Optional<ProxyRule> found = before.shadow(rule);
      if (found.isPresent()) {
        return found;
      }
    }
    return rules.stream().filter(earlier -> earlier.covers(rule)).findFirst();
  }
}
