package io.torii.rule;

import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Mapping;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ProxyRule.Target;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares ProxyPass and ProxyPassMatch with a request's path, and says where they send it. */
final class RuleMatcher {

  /**
   * A path in the forms that rules want.
   *
   * @param path canonical: decoded, or in the early pass only normalized
   * @param raw as the client sent it
   * @param query without the question mark, null if there is none
   * @param early whether {@code path} is still encoded
   * @param keepSlashes whether a {@code %2F} in {@code path} stands for itself
   */
  record Paths(
      String path, String raw, @Nullable String query, boolean early, boolean keepSlashes) {

    String rawWithQuery() {
      return query == null ? raw : raw + '?' + query;
    }
  }

  private final TargetBuilder targets;

  RuleMatcher(TargetBuilder targets) {
    this.targets = targets;
  }

  /**
   * Tries one rule.
   *
   * @param env the variables to interpolate, null if ProxyPassInterpolateEnv is off
   * @param unsafe hears that {@code nocanon} could not be followed (AH01136)
   * @return null if the rule does not take the path
   */
  @Nullable Route match(
      ProxyRule rule, Paths paths, @Nullable Map<String, String> env, Runnable unsafe) {
    Map<String, String> variables = rule.interpolate() ? env : null;
    return rule.match() instanceof Match.Prefix prefix
        ? prefix(rule, interpolated(Bytes.of(prefix.path()), variables), paths, variables, unsafe)
        : regex(rule, ((Match.Regex) rule.match()).pattern(), paths, variables, unsafe);
  }

  /**
   * Where a RewriteRule with P sends a request.
   *
   * @param rest what stands behind the host of its target; all of the URL if the request decides
   * @param paths with the query as it is now
   * @param raw whether {@code rest} goes on the wire as it is
   */
  Route rewritten(ProxyRule rule, String rest, Paths paths, boolean raw) {
    TargetBuilder.Form form = raw ? TargetBuilder.Form.ENCODED : TargetBuilder.Form.DECODED;
    return targets.build(rule, "", rest, paths, form);
  }

  private @Nullable Route prefix(
      ProxyRule rule,
      String prefix,
      Paths paths,
      @Nullable Map<String, String> env,
      Runnable unsafe) {
    if (rule.mapping() == Mapping.SERVLET) {
      return servlet(rule, prefix, paths, env);
    }
    int length = PathPrefix.length(paths.path(), prefix);
    if (length == 0) {
      return null;
    }
    if (rule.target() instanceof Target.None) {
      return new Route.Excluded(rule);
    }
    String template = interpolated(template(rule), env);
    if (rule.noCanon()) {
      // Only as much of the raw path may be cut off as was compared.
      if (PathPrefix.length(paths.raw(), prefix) == length) {
        String rest = paths.rawWithQuery().substring(length);
        return targets.build(rule, template, rest, paths, TargetBuilder.Form.RAW);
      }
      unsafe.run();
    }
    return targets.build(rule, template, paths.path().substring(length), paths, form(paths));
  }

  private @Nullable Route servlet(
      ProxyRule rule, String prefix, Paths paths, @Nullable Map<String, String> env) {
    ServletPath servlet = ServletPath.of(paths.path());
    if (servlet == null || PathPrefix.length(servlet.path(), prefix) == 0) {
      return null;
    }
    if (rule.target() instanceof Target.None) {
      return new Route.Excluded(rule);
    }
    Paths seen = new Paths(servlet.path(), paths.raw(), paths.query(), true, false);
    String template = interpolated(template(rule), env);
    return targets.build(rule, template, servlet.remainder(prefix), seen, form(seen));
  }

  private @Nullable Route regex(
      ProxyRule rule,
      Pattern pattern,
      Paths paths,
      @Nullable Map<String, String> env,
      Runnable unsafe) {
    String subject = paths.path();
    Matcher matcher = PathSearch.find(pattern, subject);
    if (matcher == null) {
      return null;
    }
    if (rule.target() instanceof Target.None) {
      return new Route.Excluded(rule);
    }
    TargetBuilder.Form form = form(paths);
    if (rule.noCanon()) {
      Matcher raw = PathSearch.find(pattern, paths.rawWithQuery());
      if (raw != null) {
        matcher = raw;
        subject = paths.rawWithQuery();
        form = TargetBuilder.Form.RAW;
      } else {
        unsafe.run();
      }
    }
    String template = interpolated(template(rule), env);
    String found = Substitution.groups(template, matcher, UnaryOperator.identity());
    // A target without any group means "and the path": ProxyPassMatch \.gif$ http://images
    return targets.build(rule, found, found.equals(template) ? subject : "", paths, form);
  }

  private static String template(ProxyRule rule) {
    if (rule.target() instanceof Target.Balanced balanced) {
      return Bytes.of(balanced.path());
    }
    return rule.target() instanceof Target.Dynamic dynamic ? Bytes.of(dynamic.template()) : "";
  }

  private static TargetBuilder.Form form(Paths paths) {
    return paths.early() ? TargetBuilder.Form.ENCODED : TargetBuilder.Form.DECODED;
  }

  private static String interpolated(String text, @Nullable Map<String, String> env) {
    return env == null ? text : Substitution.variables(text, env);
  }
}
