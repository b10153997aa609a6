package io.torii.config.members;

import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** ProxySets outside of a section: for a balancer that may be declared further down. */
final class PendingSets {

  private record Pending(String name, List<String> words, Origin origin) {}

  private final NamedBalancers balancers;
  private final Problems problems;
  private final List<Pending> waiting = new ArrayList<>();

  PendingSets(NamedBalancers balancers, Problems problems) {
    this.balancers = balancers;
    this.problems = problems;
  }

  /** Sets the parameters now if the balancer is known, else when it is. */
  void set(String name, List<String> words, Origin origin) {
    waiting.add(new Pending(name, List.copyOf(words), origin));
    settle();
  }

  /** Reports the balancers that were never declared. */
  void finish() {
    settle();
    for (Pending set : waiting) {
      problems.error(set.origin(), message(set.name()));
    }
    waiting.clear();
  }

  private void settle() {
    for (Iterator<Pending> sets = waiting.iterator(); sets.hasNext(); ) {
      Pending set = sets.next();
      balancers
          .find(set.name())
          .ifPresent(
              draft -> {
                balancers.set(draft, "ProxySet", set.words(), set.origin());
                sets.remove();
              });
    }
  }

  private String message(String name) {
    String url = BalancerUrl.of(name);
    if (balancers.names().contains(name)) {
      return "ProxySet: "
          + url
          + " belongs to the main server, set it there or in a <Proxy \""
          + url
          + "\"> section here.";
    }
    return "ProxySet: " + url + " is not declared" + Nearest.hint(name, balancers.names());
  }
}
