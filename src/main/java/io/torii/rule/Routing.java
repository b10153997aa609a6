package io.torii.rule;

import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.config.Section;
import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.rule.PathReading.Fault;
import io.torii.rule.PathReading.Path;
import io.torii.rule.RuleMatcher.Paths;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a decision, in httpd's order: path, early variables, rules on the
 * encoded path, RewriteRules, rules on the decoded path, the server's Redirects, sections, access,
 * the sections' Redirects, late variables, handler.
 */
final class Routing {

  /**
   * A path that the sections see, and the route of a rule that took it, if one did.
   *
   * @param rewritten what a RewriteRule without PT has made of it, if one did: nothing else takes
   *     it then
   */
  private record Found(
      String path,
      boolean encoded,
      BitSet locations,
      @Nullable Route route,
      Rewritten.@Nullable File rewritten) {}

  private final HostRules host;
  private final Request request;
  private final Checks checks;
  private final Trail trail;
  private final ServerSettings server;
  private final OwnAnswers own;

  Routing(HostRules host, Request request, Checks checks, Trail trail) {
    this.host = host;
    this.request = request;
    this.checks = checks;
    this.trail = trail;
    this.server = host.host().server();
    this.own = new OwnAnswers(request, trail);
  }

  Decision decide() {
    RequestSettings base = host.host().settings();
    checks.client(request, trail);
    PathReading normalized =
        CanonicalPath.normalize(CanonicalPath.bytes(request.rawPath()), server.mergeSlashes());
    if (normalized instanceof Fault fault) {
      return own.malformed(base, fault);
    }
    String encoded = ((Path) normalized).text();
    PathReading decoded =
        CanonicalPath.decode(encoded, server.encodedSlashes(), server.mergeSlashes());
    request.path(decoded instanceof Path path ? path.text() : encoded);
    checks.earlyEnvironment(request, base.env());
    Found found = host.hasEarlyPass() ? early(encoded) : null;
    if (found == null) {
      if (decoded instanceof Fault fault) {
        return own.malformed(base, fault);
      }
      Rewritten rewritten = rewrite();
      if (rewritten instanceof Rewritten.Refused no) {
        return own.answer(base, no.status(), no.code(), no.reason(), no.remedy());
      }
      if (rewritten instanceof Rewritten.Redirected to) {
        return new Decision.Redirect(base, to.status(), to.location());
      }
      found = rewritten(rewritten);
    }
    request.path(found.path());
    if (trail.listens()) {
      trail.add("path", request.rawPath() + " is taken as " + found.path());
    }
    return merge(found);
  }

  private @Nullable Found early(String encoded) {
    BitSet locations = host.merger().locations(encoded);
    Paths paths =
        new Paths(encoded, CanonicalPath.bytes(request.rawPath()), request.query(), true, false);
    Route route = route(paths, locations);
    if (route == null || route instanceof Route.Excluded) {
      return null;
    }
    String path = seen(route, encoded);
    return new Found(
        path, true, path.equals(encoded) ? locations : host.merger().locations(path), route, null);
  }

  private Rewritten rewrite() {
    return host.host().rewrites().isEmpty()
        ? new Rewritten.Unchanged()
        : new Rewriting(request, checks, trail).run();
  }

  /** What takes the request after its RewriteRules. */
  private Found rewritten(Rewritten rewritten) {
    String path = request.path();
    if (rewritten instanceof Rewritten.Passed passed) {
      return late(passed.path());
    } else if (rewritten instanceof Rewritten.Proxied proxied) {
      Route route = host.rewritten(proxied, paths(path));
      return new Found(path, keepsSlashes(), host.merger().locations(path), route, null);
    } else if (rewritten instanceof Rewritten.File file) {
      return new Found(path, keepsSlashes(), host.merger().locations(path), null, file);
    }
    return late(path);
  }

  private Found late(String decoded) {
    BitSet locations = host.merger().locations(decoded);
    return new Found(decoded, keepsSlashes(), locations, route(paths(decoded), locations), null);
  }

  private Paths paths(String decoded) {
    String raw = CanonicalPath.bytes(request.rawPath());
    return new Paths(decoded, raw, request.query(), false, keepsSlashes());
  }

  private boolean keepsSlashes() {
    return server.encodedSlashes() == EncodedSlashes.NO_DECODE;
  }

  private @Nullable Route route(Paths paths, BitSet locations) {
    if (request.env().containsKey("no-proxy")) {
      if (trail.listens()) {
        trail.add("rule", "none is looked at: the variable no-proxy is set");
      }
      return null;
    }
    return host.route(paths, locations, request.env(), this::unsafeNoCanon, trail);
  }

  private void unsafeNoCanon() {
    checks.warn(
        request, "AH01136", "Unescaped URL path matched ProxyPass; ignoring unsafe nocanon");
  }

  private static String seen(Route route, String path) {
    if (route instanceof Route.Balanced balanced) {
      return balanced.path();
    }
    return route instanceof Route.Dynamic dynamic ? dynamic.path() : path;
  }

  private Decision merge(Found found) {
    SectionMerger merger = host.merger();
    Route route = found.route() instanceof Route.Excluded ? null : found.route();
    FileRules.Mapped file = null;
    if (route == null && found.rewritten() == null) {
      RequestSettings base = host.host().settings();
      Decision redirect = Redirects.decide(base.redirects(), request, base, trail);
      if (redirect != null) {
        return redirect;
      }
      file = host.files().map(found.path());
    }
    String url = url(route);
    BitSet sections = url == null ? found.locations() : merger.with(found.locations(), url);
    merger.capture(sections, found.path(), url, request.env());
    MergedSettings merged =
        file == null
            ? merger.merged(sections)
            : host.files().merged(file.name(), merger.of(sections));
    checks.earlyEnvironment(request, merged.sections().env());
    merged = merged.conditional(condition -> checks.holds(condition, request));
    if (trail.listens()) {
      List<Section> all = merger.of(sections);
      for (Section section : file == null ? all : host.files().sections(file.name(), all)) {
        trail.add("section", section.origin() + " applies");
      }
    }
    Optional<Decision.Answer> refusal = refusal(found, url, merged);
    return refusal.isPresent() ? refusal.get() : admitted(found, route, file, merged);
  }

  /** Access to the path, and to whatever else a backend may take it for. */
  private Optional<Decision.Answer> refusal(
      Found found, @Nullable String url, MergedSettings merged) {
    Optional<Decision.Answer> refusal = access(merged.settings());
    if (refusal.isPresent()) {
      return refusal;
    }
    SectionMerger merger = host.merger();
    for (String reading : OtherReadings.of(found.path(), found.encoded())) {
      if (leavesItsRule(found, reading)) {
        String reason = "a backend may read the path as " + reading;
        return Optional.of(
            own.answer(
                merged.settings(),
                400,
                "AH10244",
                reason + ", which the rule that takes it does not map",
                Decision.EXPLAIN));
      }
      BitSet sections = merger.locations(reading);
      if (!sections.equals(found.locations())) {
        RequestSettings settings =
            merger.merged(url == null ? sections : merger.with(sections, url)).settings();
        refusal = access(settings);
        if (refusal.isPresent()) {
          if (trail.listens()) {
            trail.add("access", "a backend may read the path as " + reading);
          }
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  /** Where the settings are the manager's, who guesses has to wait, however the path is spelt. */
  private Optional<Decision.Answer> access(RequestSettings settings) {
    return settings.isManager()
        ? checks.login(request, settings, host.tokens(), trail)
        : checks.refuse(request, settings, trail);
  }

  /**
   * Whether a path is read as one that its rule would not have taken: one that a {@code !} leaves
   * out, or that a hidden {@code ..} leads to. {@code /app/..;/x} is {@code /x} to a servlet
   * container, which {@code ProxyPass /app} does not publish.
   */
  private boolean leavesItsRule(Found found, String reading) {
    Route route = found.route();
    if (route == null
        || route instanceof Route.Excluded
        || route.rule().match() instanceof ProxyRule.Match.Rewritten) {
      return false;
    }
    String raw = CanonicalPath.bytes(request.rawPath());
    boolean early = route.rule().mapping() != ProxyRule.Mapping.DECODED;
    Paths paths = new Paths(reading, raw, request.query(), early, !early && keepsSlashes());
    BitSet locations = host.merger().locations(reading);
    Route other = host.route(paths, locations, request.env(), () -> {}, Trail.NONE);
    return other instanceof Route.Excluded
        || (OtherReadings.hidesDots(found.path())
            && (other == null || !other.rule().equals(route.rule())));
  }

  private Decision admitted(
      Found found, @Nullable Route route, FileRules.@Nullable Mapped file, MergedSettings merged) {
    RequestSettings settings = merged.settings();
    Decision redirect = Redirects.decide(merged.redirects(), request, settings, trail);
    if (redirect != null) {
      return redirect;
    }
    checks.lateEnvironment(request, settings.env());
    Decision page = own.page(merged, found.path());
    if (page != null) {
      return page;
    }
    Rewritten.File rewritten = found.rewritten();
    if (rewritten != null) {
      return own.rewritten(settings, rewritten);
    }
    if (file != null) {
      return own.file(settings, file, host.files());
    }
    if (route == null) {
      return own.nothing(settings, found.route());
    }
    return forward(route, settings);
  }

  private Decision forward(Route route, RequestSettings settings) {
    ProxyRule rule = route.rule();
    if (route instanceof Route.Balanced to) {
      return new Decision.Forward(settings, rule, to.key(), to.target());
    }
    if (route instanceof Route.Dynamic to) {
      return new Decision.ForwardTo(settings, rule, to.member(), to.prototype(), to.target());
    }
    String reason = ((Route.Broken) route).reason();
    checks.warn(request, "AH00898", reason + ": see " + RuleText.of(rule));
    return own.answer(settings, 400, "AH00898", reason, Decision.EXPLAIN);
  }

  private static @Nullable String url(@Nullable Route route) {
    if (route instanceof Route.Balanced balanced) {
      return balanced.url();
    }
    return route instanceof Route.Dynamic dynamic ? dynamic.url() : null;
  }
}
