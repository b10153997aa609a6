package io.torii.rule;

import io.torii.config.EnvRule;
import io.torii.config.ManagerToken;
import io.torii.config.RequestSettings;
import io.torii.directive.expr.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/** What the router asks about a request that is no matter of hosts and paths. */
public interface Checks {

  /** Finds the client behind trusted proxies and sets {@link Request#client}. */
  void client(Request request, Trail trail);

  /** Applies SetEnvIf and its kin, in order. */
  void earlyEnvironment(Request request, List<EnvRule> rules);

  /** Applies SetEnv and its kin, in order. */
  void lateEnvironment(Request request, List<EnvRule> rules);

  /** Whether the condition of an If holds. */
  boolean holds(Expression condition, Request request);

  /**
   * Whether the condition of a RewriteCond holds.
   *
   * @param groups hears, if it holds, what its last regular expression has found
   */
  boolean holds(Expression condition, Request request, Consumer<MatchResult> groups);

  /** The value of a string expression. */
  String text(Expression.Word word, Request request);

  /** What is answered to somebody who may not pass; empty if the request may go on. */
  Optional<Decision.Answer> refuse(Request request, RequestSettings settings, Trail trail);

  /**
   * As {@link #refuse}, for the manager: bearer tokens count beside passwords, and who guesses has
   * to wait.
   */
  Optional<Decision.Answer> login(
      Request request, RequestSettings settings, List<ManagerToken> tokens, Trail trail);

  /**
   * Tells the administrator something about a request.
   *
   * @param code the AH code of the event; empty if httpd has none
   */
  void warn(Request request, String code, String message);
}
