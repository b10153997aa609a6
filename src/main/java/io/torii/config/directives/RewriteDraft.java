package io.torii.config.directives;

import io.torii.config.RewriteCondition;
import io.torii.config.RewriteRule;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rewrite rules of one server while they are read: conditions belong to the next rule. */
final class RewriteDraft {

  private final List<RewriteRule> rules = new ArrayList<>();
  private final List<RewriteCondition> pending = new ArrayList<>();
  private @Nullable Origin lastCondition;

  void condition(RewriteCondition condition, Origin origin) {
    pending.add(condition);
    lastCondition = origin;
  }

  /** The conditions in front of a rule, which are its own from now on. */
  List<RewriteCondition> takeConditions() {
    List<RewriteCondition> taken = List.copyOf(pending);
    pending.clear();
    return taken;
  }

  void rule(RewriteRule rule) {
    rules.add(rule);
  }

  /**
   * The rules that hold.
   *
   * @param engine RewriteEngine, if it is written here or in the main server
   */
  List<RewriteRule> finish(Optional<Boolean> engine, Problems problems) {
    if (!pending.isEmpty() && lastCondition != null) {
      problems.warn(
          lastCondition,
          "RewriteCond has no RewriteRule behind it, and no effect: write its rule below, or"
              + " remove it.");
    }
    if (!rules.isEmpty() && engine.isEmpty()) {
      problems.warn(
          rules.get(0).origin(),
          "RewriteRule has no effect, as RewriteEngine is off: write RewriteEngine On.");
    }
    return engine.orElse(false) ? rules : List.of();
  }
}
