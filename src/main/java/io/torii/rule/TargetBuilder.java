package io.torii.rule;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Target;
import io.torii.rule.RuleMatcher.Paths;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a member is asked for: the rule's own path, the rest of the request's, its
 * query.
 */
final class TargetBuilder {

  private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

  /** What the rest of a request's path looks like. */
  enum Form {
    /** Decoded: to be encoded again. */
    DECODED,
    /** Encoded, without the query. */
    ENCODED,
    /** As the client sent it, the query included. */
    RAW
  }

  private final Map<String, BalancerConfig> balancers;

  TargetBuilder(Map<String, BalancerConfig> balancers) {
    this.balancers = balancers;
  }

  Route build(ProxyRule rule, String template, String rest, Paths paths, Form form) {
    if (rule.target() instanceof Target.Dynamic dynamic) {
      return dynamic(rule, dynamic, template + rest, paths, form);
    }
    Target.Balanced balanced = (Target.Balanced) rule.target();
    BalancerConfig balancer = balancers.get(balanced.balancerKey());
    String found = template + rest;
    String own = memberPath(balancer);
    if (own.isEmpty() && !found.startsWith("/")) {
      // "ProxyPass /a/ http://host" would make httpd ask "hostb" for the path of /a/b.
      found = "/" + found;
    }
    String target = finish(found, paths, form);
    String url = (balancer == null ? "balancer://" : balancer.base()) + found;
    return new Route.Balanced(rule, balanced.balancerKey(), target, url, paths.path());
  }

  /** What a plain worker's URL ends in; members of a balancer differ, so there it is the root. */
  private static String memberPath(@Nullable BalancerConfig balancer) {
    return balancer == null || !balancer.plain() || balancer.members().isEmpty()
        ? ""
        : balancer.members().get(0).url().path();
  }

  private static String finish(String path, Paths paths, Form form) {
    String encoded = form == Form.DECODED ? OutgoingPath.encode(path, paths.keepSlashes()) : path;
    boolean query = form != Form.RAW && paths.query() != null;
    return query ? encoded + '?' + paths.query() : encoded;
  }

  /** The request decides about the authority, so it is read as strictly as a client's Host. */
  private static Route dynamic(
      ProxyRule rule, Target.Dynamic target, String url, Paths paths, Form form) {
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      return new Route.Broken(rule, "the target has no scheme that is known here");
    }
    int slash = colon + 3;
    while (slash < url.length() && "/?".indexOf(url.charAt(slash)) < 0) {
      slash++;
    }
    Authority authority = Authority.parse(url.substring(colon + 3, slash));
    if (authority == null) {
      return new Route.Broken(rule, "the target names no valid host");
    }
    int port = authority.port() == 0 ? MemberUrl.defaultPort(scheme) : authority.port();
    MemberUrl member = new MemberUrl(scheme, authority.host(), port, "");
    String path = url.substring(slash);
    String rooted = path.startsWith("/") ? path : "/" + path;
    return new Route.Dynamic(
        rule,
        member,
        target.prototype(),
        finish(rooted, paths, form),
        member + rooted,
        paths.path());
  }
}
