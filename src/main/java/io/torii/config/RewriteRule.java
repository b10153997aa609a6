package io.torii.config;

import io.torii.directive.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One RewriteRule with its RewriteConds.
 *
 * @param pattern found anywhere in the path
 * @param negated whether it is to be found nowhere
 * @param conditions in order
 * @param substitution what replaces the path; empty for {@code -}
 * @param action what then becomes of the request
 * @param escapes what the B flag does to groups; null without one
 * @param skip how many rules are left out behind this one
 * @param variables of the E flag: {@code NAME:value} or {@code !NAME}
 */
public record RewriteRule(
    Pattern pattern,
    boolean negated,
    List<RewriteCondition> conditions,
    Optional<RewriteText> substitution,
    Action action,
    Set<Flag> flags,
    @Nullable Escapes escapes,
    int skip,
    List<RewriteText> variables,
    Origin origin) {

  public RewriteRule {
    conditions = List.copyOf(conditions);
    flags = Set.copyOf(flags);
    variables = List.copyOf(variables);
  }

  /** What becomes of a request that a rule takes. */
  public sealed interface Action {

    /** It goes on with the new path; a URL that is not ours redirects. */
    record Continue() implements Action {}

    /** {@code R}: it is redirected. */
    record Redirect(int status) implements Action {}

    /** {@code F}, {@code G} or {@code R=404}: that is the answer. */
    record Answer(int status) implements Action {}

    /**
     * {@code P}: it is forwarded.
     *
     * @param to whose target has no path of its own
     * @param authority how much of the new URL the target stands for; 0 if the request decides
     *     about the host
     */
    record Proxy(ProxyRule to, int authority) implements Action {}
  }

  /** Flags that are there or not. */
  public enum Flag {
    /** {@code L} and {@code END}, which differ in directories alone. */
    LAST,
    /** {@code PT}. */
    PASS_THROUGH,
    /** {@code C}. */
    CHAIN,
    /** {@code QSA}. */
    QUERY_APPEND,
    /** {@code QSD}. */
    QUERY_DISCARD,
    /** {@code QSL}: the last question mark starts the query. */
    QUERY_LAST,
    /** No query, and no question mark starts one: the substitution ended with one. */
    QUERY_NONE,
    /** {@code NE}. */
    NO_ESCAPE,
    /** {@code UnsafeAllow3F}. */
    ALLOW_QUESTION_MARK,
    /** {@code UNC}: slashes at the start stay. */
    KEEP_SLASHES
  }

  /**
   * Which characters of a group are escaped.
   *
   * @param only these, from {@code B=…}; empty for all but letters, digits and underscores
   * @param except these, from {@code BNE=…}
   * @param plus whether a blank becomes a plus sign
   * @param controls whether, besides {@code only}, just control characters and blanks are
   */
  public record Escapes(String only, String except, boolean plus, boolean controls) {}

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }
}
