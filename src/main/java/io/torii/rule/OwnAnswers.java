package io.torii.rule;

import io.torii.config.Handler;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import io.torii.rule.FileRules.Mapped;
import io.torii.rule.PathReading.Fault;
import org.jspecify.annotations.Nullable;

/** What becomes of a request that goes to no member: pages of our own, files, refusals. */
final class OwnAnswers {

  private final Request request;
  private final Trail trail;

  OwnAnswers(Request request, Trail trail) {
    this.request = request;
    this.trail = trail;
  }

  /** The page of a handler that is set, or null: then files and rules are asked. */
  @Nullable Decision page(MergedSettings merged, String path) {
    RequestSettings settings = merged.settings();
    if (settings.isManager()) {
      Decision refused = request.role() != null ? null : ofThisMachine(settings, "the manager");
      return refused != null ? refused : manager(merged, path);
    }
    if (settings.isStatus()) {
      Decision refused = ofThisMachine(settings, "the status page");
      if (refused == null && trail.listens()) {
        trail.add("handler", "server-status");
      }
      return refused != null ? refused : new Decision.Status(settings);
    }
    return null;
  }

  private Decision manager(MergedSettings merged, String path) {
    String prefix = ManagerAccess.prefix(merged.manager(), path);
    if (trail.listens()) {
      trail.add("handler", "balancer-manager at " + prefix + "/");
    }
    return new Decision.Manager(merged.settings(), prefix);
  }

  /** Where no Require says who may see a page, nobody but this machine may. */
  private @Nullable Decision ofThisMachine(RequestSettings settings, String what) {
    String refusal = settings.require() == null ? ManagerAccess.refusal(request) : null;
    return refusal == null
        ? null
        : answer(
            settings,
            403,
            "AH01630",
            what + " answers this machine alone, and " + refusal,
            "Write a Require into its Location to say who else may see it.");
  }

  /** A file that an Alias names, if it may be had. */
  Decision file(RequestSettings settings, Mapped mapped, FileRules rules) {
    if (trail.listens()) {
      trail.add("alias", "Alias (" + mapped.rule().origin() + "): file " + mapped.name());
    }
    if (settings.require() == null) {
      // stricter than httpd, which serves what nobody has denied
      return answer(
          settings,
          403,
          "AH01630",
          "no Require grants this file",
          "Write \"Require all granted\" into a <Directory> for its folder.");
    }
    if (mapped.hasDotSegments()) {
      return answer(
          settings, 403, "AH00036", "an AliasMatch leads out of its folder", Decision.EXPLAIN);
    }
    if (settings.handler() == Handler.PROGRAM) {
      return answer(
          settings,
          403,
          "",
          "the file is for a program to handle (SetHandler), which there is none for here",
          Decision.EXPLAIN);
    }
    return new Decision.File(settings, mapped.name(), rules.steps(mapped.name()));
  }

  /** What a RewriteRule without PT has made. */
  Decision rewritten(RequestSettings settings, Rewritten.File file) {
    if (trail.listens()) {
      trail.add("rewrite", "RewriteRule (" + file.origin() + ") makes a file: " + file.path());
    }
    return answer(
        settings,
        404,
        "AH00128",
        "a RewriteRule has made a file of it, and there is no DocumentRoot here",
        "With the flag PT, a ProxyPass or an Alias can take it.");
  }

  /** A path that cannot be read, or that may not be. */
  Decision malformed(RequestSettings settings, Fault fault) {
    String remedy =
        fault == Fault.ENCODED_SLASH
            ? "AllowEncodedSlashes lets such paths pass."
            : "The client must send a well-formed path.";
    return answer(settings, fault.status(), fault.code(), fault.reason(), remedy);
  }

  /** Nobody takes it. */
  Decision nothing(RequestSettings settings, @Nullable Route route) {
    String reason =
        route instanceof Route.Excluded excluded
            ? "no rule takes this path: " + RuleText.of(excluded.rule()) + " excludes it"
            : "no rule takes this path";
    return answer(settings, 404, "", reason, "Look for a ProxyPass or an Alias for it.");
  }

  Decision.Answer answer(
      RequestSettings settings, int status, String code, String reason, String remedy) {
    if (trail.listens()) {
      trail.add("answer", status + ": " + reason);
    }
    return new Decision.Answer(settings, status, code, reason, remedy, new Headers());
  }
}
