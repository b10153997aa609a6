package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.ProxyRule;
import io.torii.config.RewriteRule.Action;
import io.torii.config.RewriteText;
import io.torii.config.RewriteText.Part;
import io.torii.config.members.CapturedPath;
import io.torii.config.members.Scope;
import io.torii.directive.Origin;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a RewriteRule with P forwards to. Up to the end of its host the URL names a balancer or a
 * worker as ProxyPass does; with anything of the request in it, it is a host of its own for each
 * request.
 */
final class RewriteTargets {

  private RewriteTargets() {}

  static Action read(Scope members, Pattern pattern, RewriteText substitution, Origin origin)
      throws InvalidValueException {
    String start = substitution.start();
    int scheme = start.indexOf("://");
    Optional<Part> behind = substitution.second();
    if (scheme < 0 && (behind.isEmpty() || start.startsWith("/"))) {
      throw new InvalidValueException(
          "RewriteRule with P forwards to a URL, not to \""
              + substitution
              + "\": write http://HOST:PORT or balancer://NAME in front of it, or PT in place of P"
              + " for a ProxyPass to take it.");
    }
    int end = scheme < 0 ? 0 : end(start, scheme + 3);
    boolean fixed =
        scheme > 0
            && end > scheme + 3
            && (end < start.length() || behind.isEmpty() || isPath(pattern, behind.get()));
    if (!fixed && start.regionMatches(true, 0, "balancer:", 0, 9)) {
      throw new InvalidValueException(
          "RewriteRule \""
              + substitution
              + "\": a balancer's name cannot depend on the request: write balancer://NAME/ and"
              + " what depends on it behind the slash.");
    }
    String url = fixed ? start.substring(0, end) : substitution.toString();
    Optional<ProxyRule> rule = members.rewrite(pattern, url, !fixed, origin);
    // without a rule there is a problem, and nothing will run
    return rule.<Action>map(to -> new Action.Proxy(to, fixed ? end : 0))
        .orElseGet(Action.Continue::new);
  }

  private static int end(String url, int authority) {
    int end = authority;
    while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /**
   * Whether what stands directly behind a host is meant to be a path: {@code ^(.*)$} with {@code
   * http://127.0.0.1:8080$1} is a usual way to write it. When the request comes, it must be one.
   */
  private static boolean isPath(Pattern pattern, Part part) {
    if (part instanceof Part.RuleGroup group) {
      String regex = pattern.pattern();
      boolean wholePath =
          (group.number() == 1 && regex.startsWith("^(."))
              || (group.number() == 0 && regex.startsWith("^"));
      return wholePath || CapturedPath.isPath(regex, group.number());
    }
    return part instanceof Part.Current
        || (part instanceof Part.Variable variable
            && variable.name().equalsIgnoreCase("REQUEST_URI"));
  }
}
