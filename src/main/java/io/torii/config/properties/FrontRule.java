package io.torii.config.properties;

import io.torii.config.InvalidValueException;
import io.torii.config.ProxyRule;
import io.torii.config.ReverseRule;
import io.torii.config.change.Edit;
import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A ProxyPass in front of a server's others, with the ProxyPassReverse that it implies. */
public record FrontRule(ProxyRule rule, Optional<ReverseRule> reverse) {

  private static final Pattern BALANCER = Pattern.compile("(?i)balancer://[^/]+");

  /**
   * Makes one.
   *
   * @param add whose arguments are as a line of a directive file has them
   * @return empty if there is a problem with it, which is then reported
   */
  public static Optional<FrontRule> of(
      Edit.AddRule add, Origin origin, BalancerAssembly assembly, Problems problems) {
    try {
      return of(add.server(), PropertyWords.words(add.arguments()), origin, assembly);
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  static Optional<FrontRule> of(
      String server, List<String> words, Origin origin, BalancerAssembly assembly) {
    return assembly
        .passInFront(server, words, origin)
        .map(rule -> new FrontRule(rule, reverse(rule, words.get(1), origin)));
  }

  /** The ProxyPassReverse of a rule with a path. Members of ws:// answer with http:// addresses. */
  private static Optional<ReverseRule> reverse(ProxyRule rule, String url, Origin origin) {
    if (rule.prefix().isEmpty() || !(rule.target() instanceof ProxyRule.Target.Balanced target)) {
      return Optional.empty();
    }
    String from = url.toLowerCase(Locale.ROOT).startsWith("ws") ? "http" + url.substring(2) : url;
    if (target.path().equals("/") && !from.endsWith("/")) {
      from += "/";
    }
    String to = rule.prefix().get();
    if (BALANCER.matcher(from).replaceFirst("").equals("/") && to.length() > 1) {
      // A member's URL has no slash at its end: what follows it in a Location brings one.
      to = to.replaceFirst("/$", "");
    }
    return Optional.of(
        new ReverseRule(ReverseRule.Kind.LOCATION, from, to, rule.interpolate(), origin));
  }
}
