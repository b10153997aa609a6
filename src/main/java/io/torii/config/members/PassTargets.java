package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;
import io.torii.config.ProxyRule.Target;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a rule of a ProxyPass, and names its target to the balancers or the workers. */
final class PassTargets {

  private static final Pattern CAPTURE = Pattern.compile("\\$(\\d)");
  private static final Pattern LITERAL_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

  private final NamedBalancers balancers;
  private final PlainWorkers workers;
  private final ParameterReader reader;
  private final Problems problems;
  private final Supplier<ScopeDefaults> defaults;

  PassTargets(
      NamedBalancers balancers,
      PlainWorkers workers,
      ParameterReader reader,
      Problems problems,
      Supplier<ScopeDefaults> defaults) {
    this.balancers = balancers;
    this.workers = workers;
    this.reader = reader;
    this.problems = problems;
    this.defaults = defaults;
  }

  /**
   * One rule.
   *
   * @param directive what the user wrote, for messages
   * @param words what stands behind the URL
   * @return empty if it has a problem, which is then reported
   */
  Optional<ProxyRule> read(
      String directive, Match match, String url, List<String> words, Origin origin) {
    PassWords rest = PassWords.read(words, origin, problems);
    try {
      Target target = target(directive, match, url, rest, origin);
      return Optional.of(
          new ProxyRule(match, target, rest.noCanon(), rest.mapping(), rest.interpolate(), origin));
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * The target of a RewriteRule.
   *
   * @param url scheme and host; all of it if the request decides about the host
   */
  Optional<ProxyRule> rewritten(Match match, String url, boolean dynamic, Origin origin) {
    if (!dynamic) {
      return read("RewriteRule", match, url, List.of(), origin);
    }
    try {
      String scheme =
          LITERAL_SCHEME.matcher(url).lookingAt() ? MemberUrlParser.scheme(url) : "http";
      Target target = anywhere("RewriteRule", url, scheme, List.of(), origin);
      return Optional.of(
          new ProxyRule(match, target, false, ProxyRule.Mapping.DECODED, false, origin));
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Target target(String directive, Match match, String url, PassWords words, Origin origin)
      throws InvalidValueException {
    if (url.equals("!")) {
      if (!words.parameters().isEmpty()) {
        problems.warn(
            origin, "nothing is sent anywhere with \"!\", what stands behind it has no effect.");
      }
      return new Target.None();
    }
    if (BalancerUrl.is(url)) {
      BalancerUrl balancer = BalancerUrl.parse(url);
      String path = path(match, balancer.path(), url, origin);
      return new Target.Balanced(
          balancers.use(balancer.name(), directive, words.parameters(), origin), path);
    }
    String scheme = MemberUrlParser.scheme(url);
    int pathAt = pathAt(match, url, scheme.length() + 3);
    if (dynamic(match, url.substring(0, pathAt), words)) {
      return dynamic(directive, url, scheme, words, origin);
    }
    return plain(directive, match, url, pathAt, words, origin);
  }

  private Target plain(
      String directive, Match match, String url, int pathAt, PassWords words, Origin origin)
      throws InvalidValueException {
    String template = url.substring(pathAt);
    MemberUrl base = MemberUrlParser.parse(url.substring(0, pathAt));
    MemberUrlParser.refuseCharacters(url);
    MemberUrl worker = new MemberUrl(base.scheme(), base.host(), base.port(), template);
    String key = workers.use(worker, directive, words.parameters(), origin);
    return new Target.Balanced(key, path(match, template, url, origin));
  }

  /** Where the path starts: at a slash, or at a capture that can only be a path. */
  private static int pathAt(Match match, String url, int authorityAt) {
    int slash = url.indexOf('/', authorityAt);
    int end = slash < 0 ? url.length() : slash;
    if (match instanceof Match.Regex regex) {
      Matcher capture = CAPTURE.matcher(url).region(authorityAt, end);
      if (capture.find()
          && capture.start() > authorityAt
          && CapturedPath.isPath(regex.pattern().pattern(), Integer.parseInt(capture.group(1)))) {
        return capture.start();
      }
    }
    return end;
  }

  private static boolean dynamic(Match match, String authority, PassWords words) {
    return (match instanceof Match.Regex && CAPTURE.matcher(authority).find())
        || (words.interpolate() && authority.contains("${"));
  }

  private Target dynamic(
      String directive, String url, String scheme, PassWords words, Origin origin)
      throws InvalidValueException {
    if (url.indexOf('?') >= 0 || url.indexOf('#') >= 0) {
      throw new InvalidValueException(
          url + ": neither query nor fragment can be part of the URL, remove it.");
    }
    return anywhere(directive, url, scheme, words.parameters(), origin);
  }

  private Target anywhere(
      String directive, String url, String scheme, List<String> parameters, Origin origin) {
    problems.warn(
        origin,
        "the client's request decides which host "
            + url
            + " is: make sure that it can only become hosts that everybody may reach through you.");
    ParameterValues values = reader.read(WorkerParameters.TABLE, directive, parameters, origin);
    values.put(WorkerParameters.REUSE, false);
    String lower = scheme.toLowerCase(Locale.ROOT);
    MemberUrl unknown = new MemberUrl(lower, "", MemberUrl.defaultPort(lower), "");
    MemberConfig prototype =
        new MemberBuilder(defaults.get(), defaults.get().tls()).plain(unknown, values, origin);
    return new Target.Dynamic(url, prototype);
  }

  /**
   * The path behind the authority. In httpd a rule such as {@code ProxyPass / http://host} asks
   * http://hostx for /x; that is never what was meant, so the slash is added.
   */
  private String path(Match match, String path, String url, Origin origin) {
    if (!(match instanceof Match.Prefix prefix)) {
      return path;
    }
    boolean ruleEnds = prefix.path().endsWith("/");
    if (ruleEnds && path.isEmpty()) {
      problems.warn(
          origin,
          "the path " + prefix.path() + " ends with a slash, read " + url + " as " + url + "/.");
      return "/";
    }
    if (ruleEnds != path.endsWith("/") && !path.isEmpty()) {
      String example = prefix.path() + (ruleEnds ? "x" : "/x");
      problems.warn(
          origin,
          example
              + " becomes "
              + path
              + (ruleEnds ? "x" : "/x")
              + ": let both path and URL end with a slash, or neither.");
    }
    return path;
  }
}
