package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyTls;
import io.torii.config.Section;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The balancers and workers of the main server or of one virtual host. Nothing here throws: what is
 * wrong is added to the problems.
 */
public final class Scope {

  private static final String IN_PROXY = "stands in a <Proxy \"balancer://NAME\"> section";

  private final Problems problems;
  private final PassReader passes;
  private final PassTargets targets;
  private final PendingSets pending;
  private final HealthChecks checks;
  final NamedBalancers balancers;
  final PlainWorkers workers;
  private ScopeDefaults defaults = ScopeDefaults.DEFAULT;

  /**
   * @param id what its keys start with
   * @param main the main server, for a virtual host
   */
  Scope(String id, @Nullable Scope main, Problems problems) {
    this.problems = problems;
    this.checks = new HealthChecks(problems, main == null ? null : main.checks);
    ParameterReader reader = new ParameterReader(problems, checks);
    this.balancers = new NamedBalancers(id, main == null ? null : main.balancers, problems, checks);
    this.pending = new PendingSets(balancers, problems);
    this.workers = new PlainWorkers(id, problems, reader);
    this.targets = new PassTargets(balancers, workers, reader, problems, this::defaults);
    this.passes = new PassReader(targets, main == null ? null : main.passes, problems);
  }

  /**
   * What members declared here have unless they say otherwise. Before the first {@link #pass}, as
   * targets that depend on the request take it from here.
   */
  public void defaults(ScopeDefaults values) {
    defaults = values;
  }

  /** A rule of this server that is taken out again. */
  public void unuse(ProxyRule rule) {
    balancers.unuse(rule.origin());
  }

  HealthChecks checks() {
    return checks;
  }

  ScopeDefaults defaults() {
    return defaults;
  }

  /** The SSLProxy directives of a Proxy section: for the members of that balancer or worker. */
  public void tls(String sectionUrl, ProxyTls tls, Origin origin) {
    if (BalancerUrl.is(sectionUrl)) {
      balancer(sectionUrl, origin)
          .ifPresent(url -> balancers.tls(balancers.declare(url.name(), origin), tls));
    } else {
      workers.tls(sectionUrl, tls, origin);
    }
  }

  /**
   * {@code <Proxy url key=value …>}, called at its start.
   *
   * @param url the section's argument; a pattern only if there are no parameters
   * @param parameters the words behind it; mostly none
   */
  public void proxySection(String url, List<String> parameters, Origin origin) {
    if (BalancerUrl.is(url) && !isPattern(url)) {
      balancer(url, origin)
          .map(found -> balancers.declare(found.name(), origin))
          .ifPresent(draft -> balancers.set(draft, "<Proxy>", parameters, origin));
    } else if (!parameters.isEmpty()) {
      if (isPattern(url)) {
        problems.error(origin, "<Proxy " + url + ">: a pattern takes no parameters.");
      } else {
        workers.section(url, "<Proxy>", parameters, origin);
      }
    }
  }

  /**
   * {@code BalancerMember [balancer] url [key=value …]}.
   *
   * @param sectionUrl the URL of the Proxy section it stands in; null outside of one
   */
  public void member(@Nullable String sectionUrl, List<String> arguments, Origin origin) {
    MemberArguments words = MemberArguments.of(arguments);
    String balancerUrl = sectionUrl;
    int expected = sectionUrl == null ? 2 : 1;
    if (sectionUrl == null && !words.urls().isEmpty()) {
      balancerUrl = words.urls().get(0);
    }
    if (balancerUrl != null && !BalancerUrl.is(balancerUrl)) {
      problems.error(origin, "BalancerMember " + IN_PROXY + " or starts with the balancer's URL.");
      return;
    }
    if (balancerUrl == null || words.urls().size() != expected) {
      problems.error(
          origin,
          sectionUrl == null
              ? "BalancerMember takes a balancer's URL, a member's URL and parameters."
              : "BalancerMember takes one URL and parameters in a <Proxy> section.");
      return;
    }
    String url = words.urls().get(expected - 1);
    balancer(balancerUrl, origin)
        .map(found -> balancers.declare(found.name(), origin))
        .ifPresent(draft -> balancers.member(draft, url, words.parameters(), origin));
  }

  /**
   * {@code ProxySet [url] key=value …}.
   *
   * @param sectionUrl the URL of the Proxy section it stands in; null outside of one
   */
  public void set(@Nullable String sectionUrl, List<String> arguments, Origin origin) {
    if (arguments.size() < (sectionUrl == null ? 2 : 1)) {
      problems.error(
          origin,
          "ProxySet takes " + (sectionUrl == null ? "a URL and " : "") + "key=value parameters.");
      return;
    }
    if (sectionUrl == null) {
      outside(arguments.get(0), arguments.subList(1, arguments.size()), origin);
    } else if (isPattern(sectionUrl)) {
      problems.error(
          origin, "ProxySet in <Proxy " + sectionUrl + ">: a pattern has no parameters.");
    } else if (BalancerUrl.is(sectionUrl)) {
      balancer(sectionUrl, origin)
          .map(found -> balancers.declare(found.name(), origin))
          .ifPresent(draft -> balancers.set(draft, "ProxySet", arguments, origin));
    } else {
      workers.section(sectionUrl, "ProxySet", arguments, origin);
    }
  }

  /** {@code ProxyPass path url …} outside of a Location, the form with {@code ~} included. */
  public Optional<ProxyRule> pass(List<String> arguments, Origin origin) {
    return passes.outside("ProxyPass", arguments, origin);
  }

  /** A ProxyPass that stands in front of all others, whatever they take. */
  Optional<ProxyRule> passInFront(List<String> arguments, Origin origin) {
    return passes.inFront(arguments, origin);
  }

  /** {@code ProxyPassMatch regex url …} outside of a Location. */
  public Optional<ProxyRule> passMatch(List<String> arguments, Origin origin) {
    return passes.outside("ProxyPassMatch", arguments, origin);
  }

  /**
   * {@code ProxyPass url …} or {@code ProxyPassMatch url …} inside of a Location.
   *
   * @param location what the Location matches
   * @param match true for ProxyPassMatch
   */
  public Optional<ProxyRule> passInside(
      Section.Match location, boolean match, List<String> arguments, Origin origin) {
    return passes.inside(location, match, arguments, origin);
  }

  /**
   * A RewriteRule with P.
   *
   * @param url scheme and host; all of it if the request decides about the host
   */
  public Optional<ProxyRule> rewrite(Pattern pattern, String url, boolean dynamic, Origin origin) {
    return targets.rewritten(new ProxyRule.Match.Rewritten(pattern), url, dynamic, origin);
  }

  /** {@code ProxyHCTemplate name key=value …}. */
  public void healthTemplate(List<String> arguments, Origin origin) {
    checks.template(arguments, origin);
  }

  /** {@code ProxyHCExpr name {expression}}, already parsed. */
  public void healthExpression(String name, Expression expression, Origin origin) {
    checks.expression(name, expression, origin);
  }

  /** Reports what was never declared. */
  void finish() {
    pending.finish();
    workers.checkUnused();
  }

  private void outside(String url, List<String> words, Origin origin) {
    if (BalancerUrl.is(url)) {
      balancer(url, origin).ifPresent(found -> pending.set(found.name(), words, origin));
    } else {
      workers.set(url, words, origin);
    }
  }

  private Optional<BalancerUrl> balancer(String url, Origin origin) {
    try {
      return Optional.of(BalancerUrl.parse(url));
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static boolean isPattern(String url) {
    return url.indexOf('*') >= 0 || url.indexOf('?') >= 0;
  }
}
