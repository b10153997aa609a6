package io.torii.rule;

import io.torii.config.MemberUrl;
import io.torii.config.RewriteRule;
import io.torii.config.RewriteRule.Action;
import io.torii.config.RewriteRule.Flag;
import io.torii.config.RewriteText;
import io.torii.config.ServerName;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A host's RewriteRules at work on one request, as mod_rewrite has them outside of directories: a
 * rule's pattern first, then its conditions, then the substitution, each rule on what the one
 * before has left.
 */
final class Rewriting {

  private static final String AH10410 = "AH10410";

  private final List<RewriteRule> rules;
  private final Request request;
  private final Trail trail;
  private final RewriteValues values;
  private final RewriteConditions conditions;
  private final @Nullable String asked;

  private @Nullable RewriteRule changed;
  private @Nullable Rewritten end;
  private int status = 302;

  Rewriting(Request request, Checks checks, Trail trail) {
    this.rules = request.host().rewrites();
    this.request = request;
    this.trail = trail;
    this.values = new RewriteValues(request, checks, request.path());
    this.conditions = new RewriteConditions(request, checks, trail, values);
    this.asked = request.query();
  }

  /** Applies all rules. Sets the request's query and variables on the way. */
  Rewritten run() {
    request.env().put("SCRIPT_URL", request.path());
    request.env().put("SCRIPT_URI", SelfUrl.origin(request) + request.path());
    boolean passed = false;
    boolean stopped = false;
    for (int i = 0; i < rules.size() && !stopped; i++) {
      RewriteRule rule = rules.get(i);
      if (!takes(rule)) {
        // the whole chain is left out
        while (i < rules.size() && rules.get(i).has(Flag.CHAIN)) {
          i++;
        }
        continue;
      }
      apply(rule);
      if (end == null && tooLong()) {
        end = overlong();
      }
      passed = rule.has(Flag.PASS_THROUGH) && !(rule.action() instanceof Action.Proxy);
      stopped =
          end != null || passed || rule.has(Flag.LAST) || rule.action() instanceof Action.Proxy;
      i += rule.skip();
    }
    return finish(passed);
  }

  private boolean takes(RewriteRule rule) {
    Matcher found = PathSearch.find(rule.pattern(), values.current());
    if ((found != null) == rule.negated()) {
      return false;
    }
    if (trail.listens()) {
      trail.add("rewrite", named(rule) + " matches " + values.current());
    }
    values.matched(found);
    return conditions.hold(rule.conditions());
  }

  private void apply(RewriteRule rule) {
    RewriteText substitution = rule.substitution().orElse(null);
    String filled = substitution == null ? "" : values.fill(substitution, rule);
    if (filled == null) {
      end =
          new Rewritten.Refused(
              403,
              "AH10508",
              "the client's %3f would start the query of a rewritten URL",
              Decision.EXPLAIN);
      return;
    }
    rule.variables().forEach(variable -> set(values.fill(variable)));
    if (substitution != null) {
      substitute(rule, substitution, filled);
      changed = rule;
    } else if (rule.action() instanceof Action.Answer answer) {
      end = answer(answer.status());
    }
  }

  private void substitute(RewriteRule rule, RewriteText substitution, String filled) {
    boolean forwards = rule.action() instanceof Action.Proxy;
    boolean redirects = rule.action() instanceof Action.Redirect;
    boolean rooted = filled.startsWith("/") || AbsoluteUrl.start(filled) > 0;
    String url = splitQuery(rule, rooted || forwards || redirects ? filled : "/" + filled);
    if (redirects && AbsoluteUrl.start(url) == 0) {
      url = SelfUrl.origin(request) + (url.startsWith("/") ? "" : "/") + url;
    } else if (!redirects && !forwards) {
      url = reduced(url);
      boolean doubled = substitution.start().startsWith("//") || rule.has(Flag.KEEP_SLASHES);
      while (!doubled && url.startsWith("//")) {
        url = url.substring(1);
      }
    }
    if (redirects) {
      status = ((Action.Redirect) rule.action()).status();
    } else if (AbsoluteUrl.start(url) > 0) {
      status = 302;
    }
    values.current(url);
    if (trail.listens()) {
      trail.add(
          "rewrite", "  makes it " + url + (request.query() == null ? "" : "?" + request.query()));
    }
  }

  /** What stands behind a question mark becomes the query, or is put in front of it. */
  private String splitQuery(RewriteRule rule, String url) {
    if (rule.has(Flag.QUERY_NONE) || !AbsoluteUrl.hasQuery(url)) {
      request.query(null);
      return url;
    }
    if (rule.has(Flag.QUERY_DISCARD)) {
      request.query(null);
    }
    int question =
        rule.has(Flag.QUERY_LAST) ? url.lastIndexOf('?') : url.indexOf('?', AbsoluteUrl.start(url));
    if (question < 0) {
      return url;
    }
    String own = url.substring(question + 1);
    String query = own;
    if (rule.has(Flag.QUERY_APPEND)) {
      String old = request.query() == null ? "" : request.query();
      query = own.isEmpty() ? old : own + '&' + old;
    }
    if (query.endsWith("&")) {
      query = query.substring(0, query.length() - 1);
    }
    request.query(query.isEmpty() ? null : query);
    return url.substring(0, question);
  }

  /** A URL of this very host, by a ServerName with a port, is its path (mod_rewrite's own rule). */
  private String reduced(String url) {
    String own = request.connection().scheme() + "://";
    ServerName name = request.host().name().orElse(null);
    if (name == null || !url.regionMatches(true, 0, own, 0, own.length())) {
      return url;
    }
    int slash = url.indexOf('/', own.length());
    int end = slash < 0 ? url.length() : slash;
    Authority authority = Authority.parse(url.substring(own.length(), end));
    if (authority == null || !NamedHosts.isNamed(request.host(), authority.host())) {
      return url;
    }
    int implied = MemberUrl.defaultPort(request.connection().scheme());
    int port = authority.port() == 0 ? implied : authority.port();
    return name.port().orElse(0) != port ? url : slash < 0 ? "/" : url.substring(slash);
  }

  private void set(String variable) {
    int colon = variable.indexOf(':');
    if (variable.startsWith("!")) {
      request.env().remove(variable.substring(1));
    } else {
      request
          .env()
          .put(
              colon < 0 ? variable : variable.substring(0, colon),
              colon < 0 ? "" : variable.substring(colon + 1));
    }
  }

  private Rewritten finish(boolean passed) {
    RewriteRule last = changed;
    if (last == null) {
      return end != null ? end : new Rewritten.Unchanged();
    }
    String url = values.current();
    boolean raw = last.has(Flag.NO_ESCAPE) && !passed;
    boolean proxied = last.action() instanceof Action.Proxy;
    boolean redirected = !proxied && !passed && AbsoluteUrl.start(url) > 0;
    if (request.query() != null && !(redirected && !raw) && unsendable(request.query())) {
      return unescaped(AH10410, "query");
    }
    if (end != null) {
      return end;
    }
    if (proxied) {
      return proxied((Action.Proxy) last.action(), url, raw);
    }
    if (redirected) {
      return new Rewritten.Redirected(status, location(url, raw));
    }
    if (!url.startsWith("/")) {
      return new Rewritten.Refused(
          400, "AH00126", "a RewriteRule passes a URL on as if it were a path", Decision.EXPLAIN);
    }
    return passed ? new Rewritten.Passed(url) : new Rewritten.File(url, last.origin());
  }

  private static Rewritten proxied(Action.Proxy action, String url, boolean raw) {
    String rest = url.substring(action.authority());
    if (action.authority() > 0 && !rest.isEmpty() && !rest.startsWith("/")) {
      return new Rewritten.Refused(
          400, "AH00898", "what a RewriteRule puts behind its host is no path", Decision.EXPLAIN);
    }
    return raw && unsendable(rest)
        ? unescaped("AH10415", "path")
        : new Rewritten.Proxied(action, rest, raw);
  }

  private String location(String url, boolean raw) {
    String query = request.query();
    String path = raw ? Redirects.printable(url) : AbsoluteUrl.escape(url);
    if (query == null) {
      return path;
    }
    boolean known = raw || query.equals(asked);
    return path + '?' + (known ? Redirects.printable(query) : OutgoingPath.encodeRedirect(query));
  }

  /** True if it holds a control character or a blank, which no request line may. */
  private static boolean unsendable(String text) {
    return text.chars().anyMatch(c -> c <= ' ' || c == 0x7F);
  }

  private static Rewritten unescaped(String code, String part) {
    return new Rewritten.Refused(
        403,
        code,
        "the rewritten " + part + " holds control characters or blanks",
        Decision.EXPLAIN);
  }

  private static Rewritten answer(int status) {
    return new Rewritten.Refused(
        status, "", "a RewriteRule answers " + status + " here", Decision.EXPLAIN);
  }

  /** httpd's guard against paths that grow without an end. */
  private boolean tooLong() {
    return values.current().length() > 2 * request.host().server().limits().line();
  }

  private static Rewritten overlong() {
    return new Rewritten.Refused(
        500,
        "",
        "a rewritten path is more than twice as long as LimitRequestLine",
        Decision.EXPLAIN);
  }

  private static String named(RewriteRule rule) {
    return "RewriteRule "
        + (rule.negated() ? "!" : "")
        + rule.pattern()
        + " ("
        + rule.origin()
        + ")";
  }
}
