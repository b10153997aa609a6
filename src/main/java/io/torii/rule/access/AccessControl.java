package io.torii.rule.access;

import io.torii.config.AuthConfig;
import io.torii.config.RequestSettings;
import io.torii.config.Requirement;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.access.BasicAuthentication.Outcome;
import io.torii.rule.condition.EvaluationException;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may pass: Require with the logic of mod_authz_core, and Basic authentication where it could
 * help. Keeps password files and what it has found out about names and passwords; independent of
 * any configuration, so that it can outlive a reload.
 */
public final class AccessControl {

  private final RequirementCheck.Parts parts;
  private final BasicAuthentication authentication;

  /**
   * @param names for {@code Require host}
   * @param expressions for {@code Require expr}
   * @param clock for how long things are remembered
   * @param notices gets what is wrong with a file once, and each lookup that failed
   */
  public AccessControl(
      NameService names, ExpressionEvaluator expressions, InstantSource clock, Notices notices) {
    Notices once = Notices.once(notices);
    this.parts =
        new RequirementCheck.Parts(
            new ConfirmedNames(names, clock), new Groups(clock, once), expressions, notices);
    this.authentication = new BasicAuthentication(clock, once);
  }

  /**
   * Decides. Without any Require everybody may pass. Sets {@link Request#user} if a password was
   * needed and right; where no password is needed, none is looked at, as in httpd, nor where the
   * user is known already. Whom the container has authenticated is the user unless the request has
   * a password that is for us.
   *
   * @return empty if the request may pass; otherwise 403, 401 with a WWW-Authenticate field, or 500
   *     if nobody could ever pass. For a 401 the code and reason tell whether the user exists: they
   *     are for the log alone
   */
  public Optional<Decision.Answer> check(Request request, RequestSettings settings, Trail trail) {
    if (!hasPassword(request, settings)) {
      takeContainerUser(request, trail);
    }
    Optional<Decision.Answer> refusal = judge(request, settings, trail);
    if (refusal.isEmpty()) {
      takeContainerUser(request, trail); // nobody has asked for that password
    }
    return refusal;
  }

  private static boolean hasPassword(Request request, RequestSettings settings) {
    return settings.auth().basic()
        && request.headers().joined("Authorization").filter(BasicCredentials::isBasic).isPresent();
  }

  private static void takeContainerUser(Request request, Trail trail) {
    String name = request.containerUser();
    if (name != null && request.user() == null) {
      request.user(name);
      say(trail, "user " + name + " is authenticated by the container");
    }
  }

  private Optional<Decision.Answer> judge(Request request, RequestSettings settings, Trail trail) {
    Requirement require = settings.require();
    if (require == null) {
      say(trail, "no Require: everybody may pass");
      return Optional.empty();
    }
    if (require instanceof Requirement.All all && all.granted()) {
      say(trail, "Require all granted: granted");
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(decide(request, settings, require, trail));
    } catch (EvaluationException e) {
      return Optional.of(
          broken(
              settings,
              "AH02320",
              "Error evaluating expression in 'Require expr': " + e.getMessage(),
              "Correct the expression of that Require."));
    }
  }

  private Decision.@Nullable Answer decide(
      Request request, RequestSettings settings, Requirement require, Trail trail) {
    RequirementCheck check = new RequirementCheck(request, settings.auth(), parts, trail);
    switch (check.of(require)) {
      case GRANTED -> {
        return null;
      }
      case DENIED, NEUTRAL -> {
        return forbidden(request, settings);
      }
      case DENIED_NO_USER -> {
        if (request.user() != null) {
          return forbidden(request, settings);
        }
        say(trail, "a password is asked for");
      }
    }
    Outcome outcome = authentication.authenticate(settings.auth(), request);
    if (outcome instanceof Outcome.Broken broken) {
      return broken(settings, broken.code(), broken.reason(), broken.remedy());
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return challenge(settings, unknown.code(), unknown.reason());
    }
    String user = ((Outcome.Known) outcome).user();
    request.user(user);
    say(trail, "user " + user + " is authenticated");
    return switch (check.of(require)) {
      case GRANTED -> null;
      case DENIED_NO_USER ->
          challenge(
              settings,
              "AH01629",
              "authorization failure (no authenticated user): " + request.path());
      case DENIED, NEUTRAL ->
          challenge(
              settings,
              "AH01631",
              "user " + user + ": authorization failure for \"" + request.path() + "\"");
    };
  }

  private static Decision.Answer forbidden(Request request, RequestSettings settings) {
    return new Decision.Answer(
        settings,
        403,
        "AH01630",
        "client denied by server configuration: " + request.path(),
        "Check the Require directives for this path; the client is seen as "
            + AddressText.of(request.client())
            + ".",
        new Headers());
  }

  private static Decision.Answer challenge(RequestSettings settings, String code, String reason) {
    Headers headers = new Headers();
    askForPassword(settings, headers);
    return new Decision.Answer(
        settings,
        401,
        code,
        reason,
        "Send the user name and password of somebody who may see this page.",
        headers);
  }

  static void askForPassword(RequestSettings settings, Headers headers) {
    headers.add("WWW-Authenticate", "Basic realm=\"" + quoted(settings.auth()) + "\"");
  }

  private static Decision.Answer broken(
      RequestSettings settings, String code, String reason, String remedy) {
    return new Decision.Answer(settings, 500, code, reason, remedy, new Headers());
  }

  /** The realm inside of a quoted-string (RFC 9110 §5.6.4). */
  private static String quoted(AuthConfig auth) {
    StringBuilder out = new StringBuilder();
    auth.realm()
        .orElse("")
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\');
              }
              out.append(c < 0x20 || c == 0x7f ? ' ' : (char) c);
            });
    return out.toString();
  }

  private static void say(Trail trail, String finding) {
    if (trail.listens()) {
      trail.add("access", finding);
    }
  }
}
