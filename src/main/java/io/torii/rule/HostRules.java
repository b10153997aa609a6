package io.torii.rule;

import io.torii.config.Handler;
import io.torii.config.ManagerConfig;
import io.torii.config.ManagerToken;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Mapping;
import io.torii.config.RequestSettingsBuilder;
import io.torii.config.Section;
import io.torii.config.VirtualHost;
import io.torii.directive.Origin;
import io.torii.rule.RuleMatcher.Paths;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A virtual host's rules, sorted once into the two passes in which they are looked at. */
final class HostRules {

  private final VirtualHost host;
  private final List<ManagerToken> tokens;
  private final SectionMerger merger;
  private final FileRules files;
  private final RuleMatcher matcher;
  private final List<ProxyRule> early;
  private final List<ProxyRule> late;
  private final @Nullable RuleIndex earlyIndex;
  private final @Nullable RuleIndex lateIndex;
  private final boolean earlyAliases;
  private final boolean lateAliases;

  HostRules(VirtualHost host, ManagerConfig manager, RuleMatcher matcher) {
    this.host = host;
    this.tokens = manager.tokens();
    this.matcher = matcher;
    List<Section> locations = new ArrayList<>(host.locations());
    if (locations.stream().noneMatch(l -> l.settings().isManager())) {
      manager.path().ifPresent(path -> locations.add(managerLocation(path)));
    }
    this.merger = new SectionMerger(host.settings(), host.proxySections(), locations);
    this.files = new FileRules(host.settings(), host.files());
    Predicate<ProxyRule> decoded = rule -> rule.mapping() == Mapping.DECODED;
    this.early = host.rules().stream().filter(decoded.negate()).toList();
    this.late = host.rules().stream().filter(decoded).toList();
    this.earlyIndex = RuleIndex.of(early);
    this.lateIndex = RuleIndex.of(late);
    this.earlyAliases = hasAlias(locations, decoded.negate());
    this.lateAliases = hasAlias(locations, decoded);
  }

  private static Section managerLocation(String path) {
    RequestSettingsBuilder settings = new RequestSettingsBuilder();
    settings.handler = Handler.BALANCER_MANAGER;
    return new Section(
        new Section.Match.Prefix(path), settings.build(), Origin.property("torii.manager.path"));
  }

  private static boolean hasAlias(List<Section> locations, Predicate<ProxyRule> condition) {
    return locations.stream()
        .map(section -> section.settings().alias())
        .anyMatch(alias -> alias != null && condition.test(alias));
  }

  VirtualHost host() {
    return host;
  }

  /** Those that the manager takes. */
  List<ManagerToken> tokens() {
    return tokens;
  }

  SectionMerger merger() {
    return merger;
  }

  FileRules files() {
    return files;
  }

  /** Whether any rule wants the path before it is decoded. */
  boolean hasEarlyPass() {
    return earlyAliases || !early.isEmpty();
  }

  /**
   * The first rule of a pass that takes the path: the Location's own, then the server's in order.
   *
   * @param locations the Locations of the path
   * @return null if none takes it
   */
  @Nullable Route route(
      Paths paths, BitSet locations, Map<String, String> env, Runnable unsafe, Trail trail) {
    boolean aliases = paths.early() ? earlyAliases : lateAliases;
    List<ProxyRule> rules = paths.early() ? early : late;
    boolean interpolate = merger.merged(locations).settings().interpolatesEnv();
    Map<String, String> variables = interpolate ? env : null;
    if (aliases) {
      ProxyRule alias = merger.merged(locations).settings().alias();
      if (alias != null && paths.early() == (alias.mapping() != Mapping.DECODED)) {
        Route route = attempt(alias, paths, variables, unsafe, trail);
        if (route != null) {
          return route;
        }
      }
    }
    RuleIndex index = paths.early() ? earlyIndex : lateIndex;
    if (index != null && !trail.listens()) { // who listens wants to hear of all of them
      for (int candidate : index.candidates(paths.path())) {
        Route route = attempt(rules.get(candidate), paths, variables, unsafe, trail);
        if (route != null) {
          return route;
        }
      }
      return null;
    }
    for (int i = 0; i < rules.size(); i++) {
      Route route = attempt(rules.get(i), paths, variables, unsafe, trail);
      if (route != null) {
        return route;
      }
    }
    return null;
  }

  /** The route of a RewriteRule with P. */
  Route rewritten(Rewritten.Proxied proxied, Paths paths) {
    return matcher.rewritten(proxied.action().to(), proxied.rest(), paths, proxied.raw());
  }

  private @Nullable Route attempt(
      ProxyRule rule,
      Paths paths,
      @Nullable Map<String, String> env,
      Runnable unsafe,
      Trail trail) {
    Route route = matcher.match(rule, paths, env, unsafe);
    if (trail.listens()) {
      trail.add("rule", RuleText.of(rule) + (route == null ? " does not match" : taken(route)));
    }
    return route;
  }

  private static String taken(Route route) {
    if (route instanceof Route.Excluded) {
      return " takes it out: it is not proxied";
    }
    if (route instanceof Route.Balanced balanced) {
      return " takes it; target " + balanced.url();
    }
    return route instanceof Route.Dynamic dynamic
        ? " takes it; target " + dynamic.url()
        : " takes it, but " + ((Route.Broken) route).reason();
  }
}
