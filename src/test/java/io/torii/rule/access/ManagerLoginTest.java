package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.AuthConfig;
import io.torii.config.InvalidValueException;
import io.torii.config.ManagerToken;
import io.torii.config.RequestSettings;
import io.torii.config.RequestSettingsBuilder;
import io.torii.config.Requirement;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Requests;
import io.torii.rule.condition.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerLoginTest {

  private static final Requirement VALID_USER = new Requirement.ValidUser();
  private static final Requirement OPERATOR = new Requirement.User(Set.of("ci"));

  @TempDir Path folder;
  private final Said said = new Said();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final ManagerLogin login =
      new ManagerLogin(
          new AccessControl(
              new SystemNameService(),
              new ExpressionEvaluator(Clock.fixed(now, ZoneOffset.UTC), said),
              clock,
              said),
          new LoginLimit(clock),
          clock,
          said);
  private Path users = Path.of("");
  private List<ManagerToken> tokens = new ArrayList<>();

  @BeforeEach
  void write() throws Exception {
    users =
        Files.writeString(folder.resolve("users"), "amy:$apr1$9gTYlA8n$OTWaVGieqviom.ykTZA270\n");
    tokens =
        ManagerToken.list("ci:operator:" + sha256("s3cret") + ", eye:reader:" + sha256("look"));
  }

  private static String sha256(String token) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
  }

  private static Request asking(@Nullable String authorization) {
    Requests made = Requests.get("/balancer-manager");
    return (authorization == null ? made : made.header("Authorization", authorization)).make();
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  private RequestSettings settings(boolean basic, @Nullable Requirement require) {
    RequestSettingsBuilder builder = new RequestSettingsBuilder();
    builder.auth =
        basic
            ? new AuthConfig(true, Optional.of("Gate"), Optional.of(users), Optional.empty())
            : AuthConfig.NONE;
    builder.require = require;
    return builder.build();
  }

  /** {@code passed}, or the status with its challenges. */
  private String check(boolean basic, @Nullable Requirement require, Request request) {
    return login
        .check(request, settings(basic, require), tokens, Trail.NONE)
        .map(ManagerLoginTest::text)
        .orElse("passed");
  }

  private static String text(Decision.Answer answer) {
    StringBuilder text = new StringBuilder().append(answer.status());
    answer.headers().forEach(field -> text.append(' ').append(field.value()));
    return text.toString();
  }

  @Test
  void aTokenIsAUserWithARole() {
    for (Requirement require : List.of(VALID_USER, OPERATOR)) {
      Request request = asking("Bearer s3cret");
      assertThat(check(true, require, request)).isEqualTo("passed");
      assertThat(request.user()).isEqualTo("ci");
      assertThat(request.role()).isEqualTo(ManagerToken.Role.OPERATOR);
    }
    Request reader = asking("bearer  look");
    assertThat(check(false, VALID_USER, reader)).isEqualTo("passed");
    assertThat(reader.user()).isEqualTo("eye");
    assertThat(reader.role()).isEqualTo(ManagerToken.Role.READER);
    assertThat(check(false, OPERATOR, asking("Bearer look"))).isEqualTo("403");
    assertThat(check(false, new Requirement.All(false), asking("Bearer s3cret"))).isEqualTo("403");
    assertThat(check(false, null, asking("Bearer s3cret"))).isEqualTo("passed");
  }

  @Test
  void aWrongTokenIsRefusedEvenWhereNoneIsNeeded() {
    String invalid = "Bearer realm=\"balancer-manager\", error=\"invalid_token\"";
    for (String shown : List.of("Bearer wrong", "Bearer ", "Bearer s3cre", "Bearer s3cret, x")) {
      Request request = asking(shown);
      assertThat(check(false, null, request)).as(shown).isEqualTo("401 " + invalid);
      assertThat(request.user()).isNull();
      assertThat(request.role()).isNull();
    }
    assertThat(check(true, VALID_USER, asking("Bearer wrong")))
        .isEqualTo("401 Basic realm=\"Gate\" " + invalid);
  }

  @Test
  void asksForBothWherePasswordsHelpAndForATokenWhereTheyDoNot() {
    assertThat(check(true, VALID_USER, asking(null)))
        .isEqualTo("401 Basic realm=\"Gate\" Bearer realm=\"balancer-manager\"");
    assertThat(check(false, VALID_USER, asking(null)))
        .isEqualTo("401 Bearer realm=\"balancer-manager\"");
    tokens = List.of();
    assertThat(check(true, VALID_USER, asking(null))).isEqualTo("401 Basic realm=\"Gate\"");
    assertThat(check(false, VALID_USER, asking(null))).isEqualTo("500");
    assertThat(check(true, VALID_USER, asking("Bearer s3cret")))
        .isEqualTo("401 Basic realm=\"Gate\"");
  }

  @Test
  void passwordsCountAsBefore() {
    Request request = asking(basic("amy:pw"));
    String outcome = check(true, VALID_USER, request);
    assertThat(outcome).isEqualTo("passed");
    assertThat(request.user()).isEqualTo("amy");
    assertThat(request.role()).isNull();
  }

  @Test
  void whoGuessesHasToWaitWhateverItTries() {
    for (int i = 0; i < 5; i++) {
      assertThat(check(true, VALID_USER, asking("Bearer guess" + i))).startsWith("401 ");
      assertThat(check(true, VALID_USER, asking(basic("amy:guess" + i)))).startsWith("401 ");
    }
    now = now.plusMillis(500);
    assertThat(check(true, VALID_USER, asking("Bearer s3cret"))).isEqualTo("429 60");
    assertThat(check(true, VALID_USER, asking(basic("amy:pw")))).isEqualTo("429 60");
    assertThat(check(true, VALID_USER, asking(null))).as("no attempt").startsWith("401 ");
    assertThat(said.all)
        .containsExactly(
            "10 logins to the balancer-manager have failed within a minute from 192.0.2.1: for the"
                + " rest of it, its credentials are answered 429.");

    now = now.plusSeconds(60);
    assertThat(check(true, VALID_USER, asking("Bearer s3cret"))).isEqualTo("passed");
  }

  @Test
  void noSuccessMakesFailuresForgotten() {
    for (int i = 0; i < 10; i++) {
      assertThat(check(true, VALID_USER, asking(basic("amy:pw")))).isEqualTo("passed");
      assertThat(check(true, VALID_USER, asking(basic("amy:guess" + i)))).startsWith("401 ");
    }
    assertThat(check(true, VALID_USER, asking(basic("amy:guess10")))).startsWith("429 ");
    assertThat(check(true, VALID_USER, asking("Bearer s3cret"))).startsWith("429 ");
  }

  /** It waits for no neighbour; but a guesser must not learn from it what would be right. */
  @Test
  void anOpenPageGoesOnUnlessItsNeighbourGoesOnGuessing() {
    assertThat(check(true, VALID_USER, asking(basic("amy:pw")))).isEqualTo("passed");
    for (int i = 0; i < 40; i++) {
      check(true, VALID_USER, asking("Bearer guess" + Math.min(i, 18)));
      assertThat(check(true, VALID_USER, asking(basic("amy:pw")))).isEqualTo("passed");
    }
    check(true, VALID_USER, asking("Bearer guess19"));
    assertThat(check(true, VALID_USER, asking(basic("amy:pw")))).startsWith("429 ");
    now = now.plusSeconds(60);
    assertThat(check(true, VALID_USER, asking(basic("amy:pw")))).isEqualTo("passed");
  }

  @Test
  void guessesAtATimeAreNoMoreThanGuessesInTurn() throws Exception {
    int guesses = 200;
    ExecutorService threads = Executors.newFixedThreadPool(guesses);
    CyclicBarrier together = new CyclicBarrier(guesses);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < guesses; i++) {
      Request request = asking("Bearer guess" + i);
      answers.add(
          threads.submit(
              () -> {
                together.await();
                return check(true, VALID_USER, request).substring(0, 3);
              }));
    }
    List<String> statuses = new ArrayList<>();
    for (Future<String> answer : answers) {
      statuses.add(answer.get());
    }
    threads.shutdown();
    assertThat(statuses).filteredOn("401"::equals).hasSize(10);
    assertThat(statuses).filteredOn("429"::equals).hasSize(guesses - 10);
  }

  @Test
  void neitherWhoIsKnownNorWhoOnlyExplainsIsCounted() {
    Requirement other = new Requirement.User(Set.of("bob"));
    for (int i = 0; i < 12; i++) {
      assertThat(check(true, other, asking(basic("amy:pw")))).startsWith("401 ");
      assertThat(check(true, new Requirement.All(true), asking(basic("amy:wrong"))))
          .isEqualTo("passed");
      Trail trail = (step, finding) -> {};
      login.check(asking("Bearer wrong"), settings(true, VALID_USER), tokens, trail);
    }
    assertThat(check(true, VALID_USER, asking("Bearer s3cret"))).isEqualTo("passed");
    assertThat(said.all).isEmpty();
  }

  @Test
  void aTokenIsNotShown() throws InvalidValueException {
    assertThat(tokens.toString()).isEqualTo("[ci:OPERATOR, eye:READER]");
  }
}
