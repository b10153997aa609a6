package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.AuthConfig;
import io.torii.rule.Request;
import io.torii.rule.access.BasicAuthentication.Outcome;
import io.torii.rule.condition.Notices;
import io.torii.rule.condition.Requests;
import io.torii.rule.condition.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes were made by htpasswd. */
class BasicAuthenticationTest {

  private static final String USERS =
      """
      # made by htpasswd
      bob:$2y$04$mz4OUooxAoCdu8aByLLi9.0Hfljh8GqUP724qqLxkMEWHWf/vFcBS
      bob:{SHA}2PRZAyDhNDqRW2OUFwZQqPNdaSY=
      amy:$apr1$9gTYlA8n$OTWaVGieqviom.ykTZA270:ignored
      sam:{SHA}2PRZAyDhNDqRW2OUFwZQqPNdaSY=
      two:$5$Y2fUNAsh0DhLsTwq$iRga43XNygcVEjtXh/ugJFs.6CYQQuZ7SiQ.lBOt/cD
      five:$6$reE8G8bwGd105.gJ$jok.xm/qTv9d1TV.r1QaSOxRm0Lq3aaAZKws8A7QjRudI9l70WLNaABpkq2A2fsVT8685YcYa4eSGRQE5KxQ31
      jürgen:$2y$04$OXiJjNMKw59.zRdOWss1qeRqgKpRSzUwYlCM4fASRLEO1HuDmCoh6

      old:jdjMCV8idp/7o
      plain:plain
      cut:$2y$04$mz4OUooxAoCdu8
      badcost:$2y$99$mz4OUooxAoCdu8aByLLi9.0Hfljh8GqUP724qqLxkMEWHWf/vFcBS
      badapr:$apr1$
      no colon here
      """;

  @TempDir Path folder;

  private final Said said = new Said();
  private final BasicAuthentication authentication =
      new BasicAuthentication(
          InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), Notices.once(said));
  private Path users = Path.of("");

  @BeforeEach
  void writeTheFile() throws IOException {
    users = Files.writeString(folder.resolve("users"), USERS);
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  /** The user in brackets, or code and reason. */
  private String authenticate(@Nullable String authorization) {
    Requests made = Requests.get("/app");
    Request request =
        (authorization == null ? made : made.header("Authorization", authorization)).make();
    AuthConfig auth =
        new AuthConfig(true, Optional.of("Gate"), Optional.of(users), Optional.empty());
    Outcome outcome = authentication.authenticate(auth, request);
    if (outcome instanceof Outcome.Known known) {
      return "[" + known.user() + "]";
    }
    return outcome instanceof Outcome.Unknown unknown
        ? unknown.code() + " " + unknown.reason()
        : outcome.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bob:s3cret", "amy:pw", "sam:sha", "two:two", "five:five", "jürgen:pässword"})
  void knowsTheHashesOfHtpasswd(String credentials) {
    assertThat(authenticate(basic(credentials)))
        .isEqualTo("[" + credentials.substring(0, credentials.indexOf(':')) + "]");
    assertThat(said.all).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bob:wrong  | AH01617 user bob: authentication failure for \"/app\": Password Mismatch",
        "bob:sha    | AH01617 user bob: authentication failure for \"/app\": Password Mismatch",
        "bob:       | AH01617 user bob: authentication failure for \"/app\": Password Mismatch",
        "amy:PW     | AH01617 user amy: authentication failure for \"/app\": Password Mismatch",
        "sam:wrong  | AH01617 user sam: authentication failure for \"/app\": Password Mismatch",
        "two:wrong  | AH01617 user two: authentication failure for \"/app\": Password Mismatch",
        "nob:s3cret | AH01618 user nob not found: /app",
        "Bob:s3cret | AH01618 user Bob not found: /app",
        ":s3cret    | AH01618 user  not found: /app",
        "no colon here:x | AH01618 user no colon here not found: /app",
        "# made by htpasswd:x | AH01618 user # made by htpasswd not found: /app",
      })
  void asksAgain(String credentials, String expected) {
    assertThat(authenticate(basic(credentials))).isEqualTo(expected);
    assertThat(said.all).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old:crypt1   | users:10: a crypt or plain-text password is not supported",
        "plain:plain  | users:11: a crypt or plain-text password is not supported",
        "cut:x        | users:12: the password hash is malformed",
        "badcost:x    | users:13: the password hash is malformed",
        "badapr:x     | users:14: the password hash is malformed",
      })
  void namesTheLineOfAHashThatItCannotCheck(String credentials, String expected) {
    assertThat(authenticate(basic(credentials))).startsWith("AH01617 ");
    assertThat(authenticate(basic(credentials))).startsWith("AH01617 ");
    assertThat(said.all)
        .containsExactly(folder + "/" + expected + ": set it anew with htpasswd -B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null            | ' no credentials were sent for /app'",
        "Bearer abc      | AH01614 client used wrong authentication scheme: /app",
        "Basic           | AH01614 client used wrong authentication scheme: /app",
        "Basicx Ym9iOng= | AH01614 client used wrong authentication scheme: /app",
        "Basic !!!       | ' the Basic credentials are malformed: /app'",
        "Basic Ym9i      | ' the Basic credentials are malformed: /app'",
        "Basic Ym9iOngK  | ' the Basic credentials are malformed: /app'",
        "Basic Ym9iOng=, Basic Ym9iOng= | ' the Basic credentials are malformed: /app'",
      })
  void readsCredentialsStrictly(@Nullable String authorization, String expected) {
    assertThat(authenticate(authorization)).isEqualTo(expected);
  }

  @Test
  void takesTheSchemeInAnyCaseAndUsersInAnyCharset() {
    assertThat(authenticate(basic("bob:s3cret").replace("Basic", "bAsIc "))).isEqualTo("[bob]");
    String latin = "Basic " + Base64.getEncoder().encodeToString("jürgen:x".getBytes(ISO_8859_1));
    assertThat(authenticate(latin)).isEqualTo("AH01618 user jürgen not found: /app");
  }
}
