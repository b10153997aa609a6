package io.torii.rule.access;

import io.torii.config.ManagerToken;
import io.torii.config.RequestSettings;
import io.torii.http.AddressText;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.condition.Notices;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the manager: Require and Basic authentication as anywhere else, bearer tokens beside
 * them (RFC 6750), and a limit for those who guess. What was right lately from the same address is
 * no guess, so that a page that is open need not wait for a neighbour. Independent of any
 * configuration, so that it outlives a reload.
 */
public final class ManagerLogin {

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"balancer-manager\"";

  private final AccessControl access;
  private final LoginLimit limit;
  private final VerifiedPasswords right;
  private final Notices notices;

  /**
   * @param clock for how long credentials that were right are no guess
   * @param notices gets one message for each client that has to wait
   */
  public ManagerLogin(
      AccessControl access, LoginLimit limit, InstantSource clock, Notices notices) {
    this.access = access;
    this.limit = limit;
    this.right = new VerifiedPasswords(clock);
    this.notices = notices;
  }

  /**
   * Decides. Sets {@link Request#user} for a password that is right, and with it {@link
   * Request#role} for a token that is. A wrong token is refused, whether or not one was needed.
   *
   * @param tokens those that are valid; where there is none, Bearer is a scheme like any other
   * @return empty if the request may pass; otherwise what {@link AccessControl#check} says, 401
   *     asking for a token too, or 429 for a client that has failed too often
   */
  public Optional<Decision.Answer> check(
      Request request, RequestSettings settings, List<ManagerToken> tokens, Trail trail) {
    String credentials = request.headers().joined("Authorization").orElse(null);
    if (credentials == null || request.user() != null || trail.listens()) {
      // nothing to guess, and to explain something is no attempt
      return decide(request, settings, tokens, credentials, trail);
    }
    InetAddress client = request.client();
    ByteBuffer shown =
        right.key(client.getHostAddress(), credentials.getBytes(StandardCharsets.UTF_8), "");
    boolean known = right.contains(shown);
    Optional<Duration> wait = known ? limit.known(client) : limit.begin(client, shown);
    if (wait.isPresent()) {
      return Optional.of(tooMany(settings, wait.get()));
    }
    boolean failed = false;
    try {
      Optional<Decision.Answer> refusal = decide(request, settings, tokens, credentials, trail);
      failed = request.user() == null && refusal.filter(no -> no.status() == 401).isPresent();
      remember(shown, request.user() != null);
      return refusal;
    } finally {
      if (!known) {
        end(client, failed);
      }
    }
  }

  private void remember(ByteBuffer shown, boolean areRight) {
    if (areRight) {
      right.add(shown);
    } else {
      right.remove(shown);
    }
  }

  private void end(InetAddress client, boolean failed) {
    if (!failed) {
      limit.passed(client);
    } else if (limit.failed(client)) {
      notices.warn(
          "",
          LoginLimit.MOST_FAILURES
              + " logins to the balancer-manager have failed within a minute from "
              + AddressText.of(client)
              + ": for the rest of it, its credentials are answered 429.");
    }
  }

  private Optional<Decision.Answer> decide(
      Request request,
      RequestSettings settings,
      List<ManagerToken> tokens,
      @Nullable String credentials,
      Trail trail) {
    if (tokens.isEmpty()) {
      return access.check(request, settings, trail);
    }
    if (credentials != null && credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      Optional<ManagerToken> token = find(credentials.substring(SCHEME.length()).strip(), tokens);
      if (token.isEmpty()) {
        return Optional.of(unknown(request, settings));
      }
      request.user(token.get().name());
      request.role(token.get().role());
      if (trail.listens()) {
        trail.add("access", "the token of " + token.get());
      }
    }
    return access.check(request, settings, trail).map(answer -> asking(request, settings, answer));
  }

  /** Looks at all of them, so that the time does not tell how far it has come. */
  private static Optional<ManagerToken> find(String shown, List<ManagerToken> tokens) {
    byte[] digest;
    try {
      digest =
          MessageDigest.getInstance("SHA-256").digest(shown.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    Optional<ManagerToken> found = Optional.empty();
    for (ManagerToken token : tokens) {
      if (token.matches(digest)) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  private static Decision.Answer unknown(Request request, RequestSettings settings) {
    Headers headers = new Headers();
    if (settings.auth().basic()) {
      AccessControl.askForPassword(settings, headers);
    }
    headers.add("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
    return new Decision.Answer(
        settings,
        401,
        "",
        "the bearer token is none of torii.manager.tokens: " + request.path(),
        "Send one of those, whose SHA-256 stands there.",
        headers);
  }

  /** A refusal that says what could help. */
  private static Decision.Answer asking(
      Request request, RequestSettings settings, Decision.Answer answer) {
    if (answer.status() == 401) {
      Headers headers = answer.headers().copy();
      headers.add("WWW-Authenticate", CHALLENGE);
      return new Decision.Answer(
          settings, 401, answer.code(), answer.reason(), answer.remedy(), headers);
    }
    if (!answer.code().equals(BasicAuthentication.NOT_CONFIGURED)) {
      return answer;
    }
    Headers headers = new Headers();
    headers.add("WWW-Authenticate", CHALLENGE);
    return new Decision.Answer(
        settings,
        401,
        "",
        "no credentials were sent for " + request.path(),
        "Send a token of torii.manager.tokens.",
        headers);
  }

  private static Decision.Answer tooMany(RequestSettings settings, Duration wait) {
    Headers headers = new Headers();
    headers.add("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    return new Decision.Answer(
        settings,
        429,
        "",
        "too many logins have failed from this address",
        "Wait, and then send the right credentials.",
        headers);
  }
}
