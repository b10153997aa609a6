package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.config.Format.Token;
import io.torii.config.HeaderRule;
import io.torii.config.ProxyConfig;
import io.torii.config.Section;
import io.torii.config.StickyConfig;
import io.torii.config.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cookie of our own with the route in it, such as {@code ROUTEID=.%{BALANCER_WORKER_ROUTE}e},
 * whose separator is not the one that stickysession looks for.
 */
final class RouteCookieCheck implements Check.OfConfiguration {

  private static final String ROUTE = "BALANCER_WORKER_ROUTE";

  @Override
  public String name() {
    return "route-cookie";
  }

  @Override
  public String finds() {
    return "a `Header … Set-Cookie` with the route behind another separator than `stickysession=` looks"
        + " for";
  }

  @Override
  public List<Finding> look(Scene scene) {
    Set<HeaderRule> cookies = cookies(scene.config());
    List<Finding> found = new ArrayList<>();
    for (Balancer balancer : scene.balancers()) {
      Optional<StickyConfig> sticky = balancer.config().sticky();
      for (HeaderRule cookie : cookies) {
        sticky.flatMap(s -> look(balancer, s, cookie)).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Set<HeaderRule> cookies(ProxyConfig config) {
    Set<HeaderRule> found = new LinkedHashSet<>();
    for (VirtualHost host : Passing.hosts(config)) {
      found.addAll(host.settings().responseHeaders());
      for (Section section : host.locations()) {
        found.addAll(section.settings().responseHeaders());
      }
      for (Section section : host.proxySections()) {
        found.addAll(section.settings().responseHeaders());
      }
    }
    found.removeIf(
        rule ->
            !rule.name().equalsIgnoreCase("Set-Cookie")
                || before(rule).isEmpty()
                || rule.value().source().indexOf('=') <= 0);
    return found;
  }

  /** What stands before the route in the cookie, such as {@code ROUTEID=.}. */
  private static Optional<String> before(HeaderRule rule) {
    StringBuilder text = new StringBuilder();
    for (Token token : rule.value().tokens()) {
      if (token instanceof Token.Text literal) {
        text.append(literal.text());
      } else if (token instanceof Token.Variable variable) {
        return variable.argument().equals(ROUTE) ? Optional.of(text.toString()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> look(Balancer balancer, StickyConfig sticky, HeaderRule rule) {
    String before = before(rule).orElse("");
    int equals = before.indexOf('=');
    if (equals < 0 || !before.substring(0, equals).equals(sticky.cookie())) {
      return Optional.empty(); // another balancer's
    }
    String value = before.substring(equals + 1);
    String expected = sticky.separator().map(String::valueOf).orElse("");
    boolean found =
        expected.isEmpty() ? value.isEmpty() : value.indexOf(expected) == value.length() - 1;
    if (found && !(value.isEmpty() && !expected.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
            Severity.ERROR,
            Subject.of(balancer),
            expected.isEmpty()
                ? "The whole cookie "
                    + sticky.cookie()
                    + " is taken as the route, but it starts with \""
                    + value
                    + "\", so that no member has it."
                : "The route is looked for behind the first \""
                    + expected
                    + "\" of the cookie "
                    + sticky.cookie()
                    + ", where it does not stand, so that sessions do not stick.",
            "Write Header add Set-Cookie \""
                + sticky.cookie()
                + "="
                + expected
                + "%{"
                + ROUTE
                + "}e; path=/\" env=BALANCER_ROUTE_CHANGED, or change stickysessionsep=.",
            rule.value().source() + " at " + rule.origin()));
  }
}
