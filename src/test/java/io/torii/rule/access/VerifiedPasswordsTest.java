package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void remembersAPasswordForFiveMinutes() {
    VerifiedPasswords verified = new VerifiedPasswords(clock);
    byte[] password = "s3cret".getBytes(UTF_8);
    ByteBuffer key = verified.key("bob", password, "$2y$x");
    assertThat(verified.contains(key)).isFalse();
    verified.add(key);
    now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
    assertThat(verified.contains(verified.key("bob", password, "$2y$x"))).isTrue();
    assertThat(verified.contains(verified.key("bobs", "3cret".getBytes(UTF_8), "$2y$x"))).isFalse();
    assertThat(verified.contains(verified.key("bob", password, "$2y$y"))).isFalse();
    assertThat(new VerifiedPasswords(clock).key("bob", password, "$2y$x")).isNotEqualTo(key);
    now = now.plusMillis(1);
    assertThat(verified.contains(key)).isFalse();
  }

  @Test
  void remembersABoundedNumberOfPasswords() {
    VerifiedPasswords verified = new VerifiedPasswords(clock);
    for (int i = 0; i < 10_001; i++) {
      verified.add(verified.key("u" + i, new byte[0], "h"));
    }
    assertThat(verified.size()).isEqualTo(1);
    assertThat(verified.contains(verified.key("u10000", new byte[0], "h"))).isTrue();
  }
}
