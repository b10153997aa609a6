package io.torii.config;

import io.torii.directive.Origin;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One ProxyPass or ProxyPassMatch.
 *
 * @param match which request paths it takes
 * @param target where they go
 * @param noCanon forward the path's bytes as the client sent them
 * @param mapping how the path is compared
 * @param interpolate whether {@code ${VAR}} in path and URL is replaced from the request's
 *     variables
 * @param origin where it was written
 */
public record ProxyRule(
    Match match,
    Target target,
    boolean noCanon,
    Mapping mapping,
    boolean interpolate,
    Origin origin) {

  /** Which paths a rule takes. */
  public sealed interface Match {

    /** A prefix that ends on a segment boundary; runs of slashes are one. */
    record Prefix(String path) implements Match {}

    /** A regular expression that is found anywhere in the path. */
    record Regex(Pattern pattern) implements Match {}

    /** What a RewriteRule with P takes; it is not looked at among the ProxyPasses. */
    record Rewritten(Pattern pattern) implements Match {}
  }

  /** Where a rule sends a request. */
  public sealed interface Target {

    /** {@code !}: nowhere; no later rule is looked at. */
    record None() implements Target {}

    /**
     * A balancer, or a plain worker as a balancer of one.
     *
     * @param balancerKey see {@link BalancerConfig#key}
     * @param path what stands behind the balancer's or the worker's URL, before the rest of the
     *     request's path; with {@code $1} in a ProxyPassMatch
     */
    record Balanced(String balancerKey, String path) implements Target {}

    /**
     * A URL whose host depends on the request ({@code $1} or {@code ${VAR}} before the path): no
     * pool, a fresh connection for each request.
     *
     * @param template the URL as written
     * @param prototype everything but the URL
     */
    record Dynamic(String template, MemberConfig prototype) implements Target {}
  }

  /** The {@code mapping=} parameter. */
  public enum Mapping {
    /** On the canonical, decoded path. */
    DECODED,
    /** Before decoding. */
    ENCODED,
    /** As a servlet container would see the path: no path parameters. */
    SERVLET
  }

  /** Path and target on one line, which tell it from the other rules of its server. */
  public String text() {
    String path =
        match instanceof Match.Prefix p
            ? p.path()
            : "~ "
                + (match instanceof Match.Regex r
                    ? r.pattern()
                    : ((Match.Rewritten) match).pattern());
    if (target instanceof Target.Balanced balanced) {
      return path + " " + balanced.balancerKey() + balanced.path();
    }
    return path + " " + (target instanceof Target.Dynamic d ? d.template() : "!");
  }

  /** The prefix this rule was written with, if it is one. */
  public Optional<String> prefix() {
    return match instanceof Match.Prefix p ? Optional.of(p.path()) : Optional.empty();
  }
}
