package io.torii.rule;

import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyRule;

/** Where a ProxyPass sends a request. */
sealed interface Route {

  ProxyRule rule();

  /** {@code !}: it is not proxied. */
  record Excluded(ProxyRule rule) implements Route {}

  /**
   * To a balancer or a plain worker.
   *
   * @param url what Proxy sections are compared with
   * @param target for {@link Decision.Forward}
   * @param path the path as the rule saw it: a servlet mapping leaves out parameters
   */
  record Balanced(ProxyRule rule, String key, String target, String url, String path)
      implements Route {}

  /** To a host that the request names. */
  record Dynamic(
      ProxyRule rule,
      MemberUrl member,
      MemberConfig prototype,
      String target,
      String url,
      String path)
      implements Route {}

  /** The rule took it, but what came out is no URL. */
  record Broken(ProxyRule rule, String reason) implements Route {}
}
