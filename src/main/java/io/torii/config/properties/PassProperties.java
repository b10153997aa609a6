package io.torii.config.properties;

import io.torii.config.ProxyRule;
import io.torii.config.ReverseRule;
import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes rules of {@code torii.proxy-pass.NAME}. */
final class PassProperties {

  private static final Pattern BALANCER = Pattern.compile("(?i)balancer://([^/]+)");

  private record Pass(String property, List<String> words) {

    boolean regex() {
      return words.get(0).equals("~");
    }
  }

  private final PropertyValues values;
  private final Problems problems;
  private final List<Pass> passes = new ArrayList<>();

  PassProperties(PropertyValues values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  void add(String property) {
    values
        .read(property, PropertyWords::words)
        .ifPresent(words -> passes.add(new Pass(property, words)));
  }

  /** The names of the balancers that requests are sent to, in lower case. */
  Set<String> balancers() {
    Set<String> names = new TreeSet<>();
    for (Pass pass : passes) {
      for (String word : pass.words()) {
        Matcher balancer = BALANCER.matcher(word);
        if (balancer.lookingAt()) {
          names.add(balancer.group(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /** Expressions first, then the longest path first; equally long ones by their property's name. */
  PropertiesReader.Rules rules(BalancerAssembly assembly) {
    List<ProxyRule> rules = new ArrayList<>();
    List<ReverseRule> reverse = new ArrayList<>();
    passes.sort(
        Comparator.comparing((Pass p) -> !p.regex())
            .thenComparing(p -> -p.words().get(0).length())
            .thenComparing(Pass::property));
    for (Pass pass : passes) {
      Origin origin = Origin.property(pass.property());
      Optional<FrontRule> front =
          FrontRule.of(BalancerAssembly.MAIN, pass.words(), origin, assembly);
      if (front.isPresent()) {
        warnOfTwin(rules, front.get().rule());
        rules.add(front.get().rule());
        front.get().reverse().ifPresent(reverse::add);
      }
    }
    return new PropertiesReader.Rules(rules, reverse);
  }

  private void warnOfTwin(List<ProxyRule> rules, ProxyRule rule) {
    for (ProxyRule earlier : rules) {
      if (rule.prefix().isPresent() && rule.prefix().equals(earlier.prefix())) {
        problems.warn(
            rule.origin(),
            "is never used: "
                + earlier.origin()
                + " has the same path "
                + rule.prefix().get()
                + ".");
      }
    }
  }
}
