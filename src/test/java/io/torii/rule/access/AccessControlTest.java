package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.AuthConfig;
import io.torii.config.RequestSettings;
import io.torii.config.RequestSettingsBuilder;
import io.torii.config.Requirement;
import io.torii.directive.expr.Expression;
import io.torii.directive.expr.Expression.Word;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Requests;
import io.torii.rule.condition.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers were compared with those of httpd 2.4. */
class AccessControlTest {

  private static final String USERS =
      """
      bob:$2y$04$mz4OUooxAoCdu8aByLLi9.0Hfljh8GqUP724qqLxkMEWHWf/vFcBS
      amy:$apr1$9gTYlA8n$OTWaVGieqviom.ykTZA270
      """;

  private static final Requirement VALID_USER = new Requirement.ValidUser();

  @TempDir Path folder;

  private final Said said = new Said();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final AccessControl access =
      new AccessControl(
          new NameService() {
            @Override
            public Optional<String> nameOf(java.net.InetAddress address) {
              return Optional.empty();
            }

            @Override
            public List<java.net.InetAddress> addressesOf(String name) {
              return List.of();
            }
          },
          new ExpressionEvaluator(Clock.fixed(now, ZoneOffset.UTC), said),
          clock,
          said);
  private Path users = Path.of("");
  private Path groups = Path.of("");

  @BeforeEach
  void writeFiles() throws IOException {
    users = Files.writeString(folder.resolve("users"), USERS);
    groups = Files.writeString(folder.resolve("groups"), "# g\nstaff: bob  amy\nadmins:amy\n");
  }

  private static RequestSettings settings(AuthConfig auth, @Nullable Requirement require) {
    RequestSettingsBuilder builder = new RequestSettingsBuilder();
    builder.auth = auth;
    builder.require = require;
    return builder.build();
  }

  private AuthConfig auth() {
    return new AuthConfig(true, Optional.of("Gate"), Optional.of(users), Optional.of(groups));
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  private static Request request(@Nullable String authorization) {
    Requests made = Requests.get("/app");
    return (authorization == null ? made : made.header("Authorization", authorization)).make();
  }

  /** {@code passed}, or status, code, reason and challenge. */
  private String check(AuthConfig auth, @Nullable Requirement require, Request request) {
    Optional<Decision.Answer> answer = access.check(request, settings(auth, require), Trail.NONE);
    return answer
        .map(
            a ->
                a.status()
                    + " "
                    + a.code()
                    + " "
                    + a.reason()
                    + " "
                    + a.headers().joined("WWW-Authenticate").orElse("-"))
        .orElse("passed");
  }

  private String login(String credentials) {
    return check(auth(), VALID_USER, request(basic(credentials)));
  }

  @Test
  void letsEverybodyPassWhereNothingIsRequired() {
    Request request = request("nonsense");
    assertThat(check(AuthConfig.NONE, null, request)).isEqualTo("passed");
    assertThat(check(auth(), new Requirement.All(true), request)).isEqualTo("passed");
    assertThat(request.user()).isNull();
  }

  @Test
  void refuses() {
    Optional<Decision.Answer> answer =
        access.check(request(null), settings(auth(), new Requirement.All(false)), Trail.NONE);
    assertThat(answer).isPresent();
    Decision.Answer a = answer.orElseThrow();
    assertThat(a.status()).isEqualTo(403);
    assertThat(a.code()).isEqualTo("AH01630");
    assertThat(a.reason()).isEqualTo("client denied by server configuration: /app");
    assertThat(a.remedy())
        .isEqualTo("Check the Require directives for this path; the client is seen as 192.0.2.1.");
    assertThat(a.headers().size()).isZero();
    assertThat(check(auth(), new Requirement.Not(VALID_USER), request(null)))
        .isEqualTo("403 AH01630 client denied by server configuration: /app -");
    assertThat(check(auth(), new Requirement.Any(List.of()), request(null)))
        .isEqualTo("403 AH01630 client denied by server configuration: /app -");
  }

  @Test
  void saysWhatIsMissingInTheConfiguration() {
    Request request = request(basic("bob:s3cret"));
    assertThat(check(AuthConfig.NONE, VALID_USER, request))
        .isEqualTo(
            "500 AH00027 No authentication done but request not allowed without authentication for"
                + " /app. Authentication not configured? -");
    AuthConfig basic = new AuthConfig(true, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(check(basic, VALID_USER, request)).isEqualTo("500 AH01615 need AuthName: /app -");
    AuthConfig named = new AuthConfig(true, Optional.of("x"), Optional.empty(), Optional.empty());
    assertThat(check(named, VALID_USER, request))
        .isEqualTo("500 AH01619 AuthUserFile not specified in the configuration -");
    assertThat(check(named, VALID_USER, request(null)))
        .isEqualTo("401  no credentials were sent for /app Basic realm=\"x\"");
    Path none = folder.resolve("none");
    AuthConfig missing =
        new AuthConfig(true, Optional.of("x"), Optional.of(none), Optional.empty());
    assertThat(check(missing, VALID_USER, request))
        .isEqualTo("500 AH01620 Could not open password file: " + none + " -");
    Requirement bad =
        new Requirement.Expr(
            new Expression.BinaryTest(
                new Word.Variable("REMOTE_ADDR"), "-ipmatch", new Word.Literal("10/99")));
    String error =
        "500 AH02320 Error evaluating expression in 'Require expr': the mask of '10/99' is longer"
            + " than 32 bits -";
    assertThat(check(auth(), bad, request)).isEqualTo(error);
    // Not to be taken for "false", or its negation would let everybody in.
    assertThat(
            check(
                auth(),
                new Requirement.Every(List.of(new Requirement.All(true), new Requirement.Not(bad))),
                request))
        .isEqualTo(error);
  }

  @Test
  void quotesTheRealm() {
    AuthConfig auth =
        new AuthConfig(
            true, Optional.of("a \"b\" \\ c\r\nd"), Optional.of(users), Optional.empty());
    assertThat(check(auth, VALID_USER, request(null)))
        .isEqualTo("401  no credentials were sent for /app Basic realm=\"a \\\"b\\\" \\\\ c  d\"");
  }

  @Test
  void requiresUsersAndGroups() {
    Requirement bob = new Requirement.User(Set.of("bob"));
    Requirement staff = new Requirement.Group(Set.of("staff", "nobody"));
    Requirement admins = new Requirement.Group(Set.of("admins"));
    Requirement name = new Requirement.Expr(Requests.expression("%{REMOTE_USER} == 'bob'"));
    assertThat(check(auth(), bob, request(basic("bob:s3cret")))).isEqualTo("passed");
    assertThat(check(auth(), bob, request(basic("amy:pw"))))
        .isEqualTo("401 AH01631 user amy: authorization failure for \"/app\" Basic realm=\"Gate\"");
    assertThat(check(auth(), staff, request(basic("amy:pw")))).isEqualTo("passed");
    assertThat(check(auth(), admins, request(basic("bob:s3cret"))))
        .isEqualTo("401 AH01631 user bob: authorization failure for \"/app\" Basic realm=\"Gate\"");
    assertThat(check(auth(), name, request(basic("bob:s3cret")))).isEqualTo("passed");
    assertThat(check(auth(), name, request(basic("amy:pw"))))
        .isEqualTo(
            "401 AH01629 authorization failure (no authenticated user): /app Basic"
                + " realm=\"Gate\"");
    assertThat(said.all).isEmpty();
  }

  @Test
  void refusesEverybodyWithoutTheGroupFile() throws IOException {
    Requirement staff = new Requirement.Group(Set.of("staff"));
    AuthConfig none = new AuthConfig(true, Optional.of("x"), Optional.of(users), Optional.empty());
    assertThat(check(none, staff, request(basic("amy:pw")))).startsWith("401 AH01631 ");
    Files.delete(groups);
    assertThat(check(auth(), staff, request(basic("amy:pw")))).startsWith("401 AH01631 ");
    assertThat(said.all)
        .containsExactly(
            "AH01664 No group file was specified in the configuration: name one with"
                + " AuthGroupFile",
            "AH01665 Could not open group file: "
                + groups
                + " (java.nio.file.NoSuchFileException: "
                + groups
                + ")");
  }

  @Test
  void asksForNoPasswordWhereTheAddressIsEnough() {
    Requirement either =
        new Requirement.Any(List.of(VALID_USER, new Requirement.Env(List.of("TRUSTED"))));
    Request request = request(basic("bob:wrong"));
    request.env().put("TRUSTED", "1");
    assertThat(check(auth(), either, request)).isEqualTo("passed");
    assertThat(request.user()).isNull();
    assertThat(check(auth(), either, request(null))).startsWith("401 ");
  }

  @Test
  void noticesANewPasswordWithinASecond() throws IOException {
    assertThat(login("bob:s3cret")).isEqualTo("passed");
    Files.writeString(users, "bob:{SHA}2PRZAyDhNDqRW2OUFwZQqPNdaSY=\n");
    now = now.plusMillis(999);
    assertThat(login("bob:s3cret")).isEqualTo("passed");
    now = now.plusMillis(1);
    assertThat(login("bob:s3cret")).startsWith("401 AH01617 ");
    assertThat(login("bob:sha")).isEqualTo("passed");
    Files.delete(users);
    now = now.plusSeconds(1);
    assertThat(login("bob:sha")).startsWith("500 AH01620 ");
  }

  @Test
  void explainsItself() {
    List<String> steps = new ArrayList<>();
    Trail trail = (step, finding) -> steps.add(step + ": " + finding);
    access.check(request(null), settings(auth(), null), trail);
    access.check(request(null), settings(auth(), new Requirement.All(true)), trail);
    access.check(request(basic("bob:s3cret")), settings(auth(), VALID_USER), trail);
    assertThat(steps)
        .containsExactly(
            "access: no Require: everybody may pass",
            "access: Require all granted: granted",
            "access: Require valid-user: denied (no authenticated user yet)",
            "access: a password is asked for",
            "access: user bob is authenticated",
            "access: Require valid-user: granted");
  }

  @Test
  void keepsTheHeadersOfTheAnswerToItself() {
    Headers first = challenge();
    first.add("X", "1");
    assertThat(challenge().contains("X")).isFalse();
  }

  private Headers challenge() {
    return access
        .check(request(null), settings(auth(), VALID_USER), Trail.NONE)
        .orElseThrow()
        .headers();
  }
}
