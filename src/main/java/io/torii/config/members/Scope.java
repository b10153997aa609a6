package io.torii.config.members;

import io.torii.config.ProxyRule;
import io.torii.config.ProxyTls;
import io.torii.config.Section;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The balancers and workers of the main server or of one virtual host. */
public final class Scope {

  final Problems problems;
  ScopeDefaults defaults = ScopeDefaults.DEFAULT;

  Scope(Problems problems) {
    this.problems = problems;
  }

  /** What members declared here have unless they say otherwise; any time before the build. */
  public void defaults(ScopeDefaults values) {
    defaults = values;
  }

  /** The SSLProxy directives of a Proxy section: for the members of that balancer or worker. */
  public void tls(String sectionUrl, ProxyTls tls, Origin origin) {}

  /** {@code <Proxy url key=value …>}, called at its start; {@code parameters} may be empty. */
  public void proxySection(String url, List<String> parameters, Origin origin) {}

  /**
   * {@code BalancerMember [balancer] url [key=value …]}.
   *
   * @param sectionUrl the URL of the Proxy section it stands in; null outside of one
   */
  public void member(@Nullable String sectionUrl, List<String> arguments, Origin origin) {}

  /**
   * {@code ProxySet [url] key=value …}.
   *
   * @param sectionUrl the URL of the Proxy section it stands in; null outside of one
   */
  public void set(@Nullable String sectionUrl, List<String> arguments, Origin origin) {}

  /** {@code ProxyPass path url …} outside of a Location, the form with {@code ~} included. */
  public Optional<ProxyRule> pass(List<String> arguments, Origin origin) {
    return Optional.empty();
  }

  /** {@code ProxyPassMatch regex url …} outside of a Location. */
  public Optional<ProxyRule> passMatch(List<String> arguments, Origin origin) {
    return Optional.empty();
  }

  /**
   * {@code ProxyPass url …} or {@code ProxyPassMatch url …} inside of a Location.
   *
   * @param location what the Location matches
   * @param match true for ProxyPassMatch
   */
  public Optional<ProxyRule> passInside(
      Section.Match location, boolean match, List<String> arguments, Origin origin) {
    return Optional.empty();
  }

  /** {@code ProxyHCTemplate name key=value …}. */
  public void healthTemplate(List<String> arguments, Origin origin) {}

  /** {@code ProxyHCExpr name {expression}}, already parsed. */
  public void healthExpression(String name, Expression expression, Origin origin) {}
}
