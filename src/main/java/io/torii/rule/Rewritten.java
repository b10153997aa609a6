package io.torii.rule;

import io.torii.config.RewriteRule;
import io.torii.directive.Origin;

/** What RewriteRules have made of a request. */
sealed interface Rewritten {

  /** It goes on as it came, perhaps with variables set. */
  record Unchanged() implements Rewritten {}

  /** {@code PT}: rules and Locations see this path. */
  record Passed(String path) implements Rewritten {}

  /**
   * A path without {@code PT}, which httpd looks for among its files.
   *
   * @param origin the rule that made it
   */
  record File(String path, Origin origin) implements Rewritten {}

  /**
   * {@code P}.
   *
   * @param rest what stands behind the host of the target; all of the URL if the request decides
   *     about the host
   * @param raw whether it goes on the wire as it is
   */
  record Proxied(RewriteRule.Action.Proxy action, String rest, boolean raw) implements Rewritten {}

  /** {@code R}, or a URL that is not ours. */
  record Redirected(int status, String location) implements Rewritten {}

  /** An answer of our own; see {@link Decision.Answer}. */
  record Refused(int status, String code, String reason, String remedy) implements Rewritten {}
}
