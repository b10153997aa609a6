package io.torii.runtime;

import io.torii.config.EnvRule;
import io.torii.config.ManagerToken;
import io.torii.config.RequestSettings;
import io.torii.config.ServerSettings.LogLevel;
import io.torii.directive.expr.Expression;
import io.torii.exchange.EventLog;
import io.torii.rule.Checks;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.access.AccessControl;
import io.torii.rule.access.ClientAddress;
import io.torii.rule.access.ManagerLogin;
import io.torii.rule.condition.EnvRules;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.RequestContext;
import io.torii.rule.condition.SslVariables;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/** Answers the router's questions with the parts that know: addresses, variables, access. */
final class RequestChecks implements Checks {

  private final AccessControl access;
  private final ManagerLogin login;
  private final EnvRules env;
  private final ExpressionEvaluator expressions;
  private final EventLog log;

  RequestChecks(
      AccessControl access,
      ManagerLogin login,
      EnvRules env,
      ExpressionEvaluator expressions,
      EventLog log) {
    this.access = access;
    this.login = login;
    this.env = env;
    this.expressions = expressions;
    this.log = log;
  }

  /**
   * What was believed of the header is taken out of it, for members and logs alike, as httpd does.
   */
  @Override
  public void client(Request request, Trail trail) {
    request
        .host()
        .server()
        .remoteIp()
        .flatMap(config -> ClientAddress.resolve(config, request, trail))
        .ifPresent(
            rest ->
                rest.value()
                    .ifPresentOrElse(
                        value -> request.headers().set(rest.header(), value),
                        () -> request.headers().remove(rest.header())));
  }

  @Override
  public void earlyEnvironment(Request request, List<EnvRule> rules) {
    env.early(request, rules);
  }

  @Override
  public void lateEnvironment(Request request, List<EnvRule> rules) {
    SslVariables.export(request);
    env.late(request, rules);
  }

  @Override
  public boolean holds(Expression condition, Request request) {
    return expressions.test(condition, new RequestContext(request));
  }

  @Override
  public boolean holds(Expression condition, Request request, Consumer<MatchResult> groups) {
    return expressions.test(condition, new RequestContext(request), groups);
  }

  @Override
  public String text(Expression.Word word, Request request) {
    return expressions.text(word, new RequestContext(request));
  }

  @Override
  public Optional<Decision.Answer> refuse(Request request, RequestSettings settings, Trail trail) {
    return access.check(request, settings, trail);
  }

  @Override
  public Optional<Decision.Answer> login(
      Request request, RequestSettings settings, List<ManagerToken> tokens, Trail trail) {
    return login.check(request, settings, tokens, trail);
  }

  @Override
  public void warn(Request request, String code, String message) {
    log.log(LogLevel.WARN, "proxy", request, code, message);
  }
}
