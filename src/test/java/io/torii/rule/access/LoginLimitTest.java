package io.torii.rule.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.rule.condition.Requests;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

  private static final InetAddress MALLORY = Requests.address("192.0.2.7");
  private static final InetAddress ALICE = Requests.address("192.0.2.8");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final LoginLimit limit = new LoginLimit(() -> now);

  private static ByteBuffer credentials(int which) {
    return ByteBuffer.allocate(4).putInt(0, which);
  }

  private boolean failed(InetAddress client) {
    assertThat(limit.begin(client, credentials(-1))).isEmpty();
    return limit.failed(client);
  }

  private Optional<Duration> wait(InetAddress client) {
    Optional<Duration> wait = limit.begin(client, credentials(-1));
    if (wait.isEmpty()) {
      limit.passed(client);
    }
    return wait;
  }

  private void fail(InetAddress client, int times) {
    for (int i = 0; i < times; i++) {
      failed(client);
    }
  }

  @Test
  void waitsAfterTenFailuresUntilTheFirstIsAMinuteOld() {
    assertThat(failed(MALLORY)).isFalse();
    now = now.plusSeconds(20);
    fail(MALLORY, 8);
    assertThat(wait(MALLORY)).isEmpty();
    assertThat(failed(MALLORY)).as("the tenth").isTrue();
    assertThat(wait(MALLORY)).hasValue(Duration.ofSeconds(40));
    assertThat(wait(ALICE)).isEmpty();

    now = now.plusSeconds(39);
    assertThat(wait(MALLORY)).hasValue(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(wait(MALLORY)).isEmpty();
    assertThat(failed(MALLORY)).as("again ten within a minute").isTrue();
    assertThat(wait(MALLORY)).hasValue(Duration.ofSeconds(20));
  }

  @Test
  void aSuccessNeitherCountsNorForgets() {
    fail(MALLORY, 9);
    for (int i = 0; i < 20; i++) {
      assertThat(limit.begin(MALLORY, credentials(100 + i))).isEmpty();
      limit.passed(MALLORY);
    }
    assertThat(failed(MALLORY)).isTrue();
    assertThat(wait(MALLORY)).isPresent();
  }

  @Test
  void whatIsBeingLookedAtCounts() {
    for (int i = 0; i < 10; i++) {
      assertThat(limit.begin(MALLORY, credentials(i))).isEmpty();
    }
    assertThat(limit.begin(MALLORY, credentials(10))).hasValue(Duration.ofSeconds(1));
    limit.passed(MALLORY);
    assertThat(limit.begin(MALLORY, credentials(10))).isEmpty();
    for (int i = 0; i < 10; i++) {
      assertThat(limit.failed(MALLORY)).as("failure %d", i).isEqualTo(i == 9);
    }
    assertThat(wait(MALLORY)).hasValue(Duration.ofMinutes(1));
  }

  @Test
  void whatIsKnownWaitsOnlyForWhoGoesOnGuessing() {
    fail(MALLORY, 10);
    assertThat(limit.known(ALICE)).isEmpty();
    for (int i = 0; i < 50; i++) {
      limit.begin(MALLORY, credentials(i % 9));
    }
    assertThat(limit.known(MALLORY)).isEmpty();
    now = now.plusSeconds(30);
    limit.begin(MALLORY, credentials(9));
    assertThat(limit.known(MALLORY)).hasValue(Duration.ofSeconds(30));
    now = now.plusSeconds(30);
    assertThat(limit.known(MALLORY)).isEmpty();
  }

  @Test
  void whoSucceedsIsNotRemembered() {
    limit.begin(ALICE, credentials(1));
    limit.passed(ALICE);
    assertThat(limit.clients()).isZero();
  }

  @Test
  void slowFailuresAreNone() {
    for (int i = 0; i < 100; i++) {
      assertThat(failed(MALLORY)).isFalse();
      now = now.plusSeconds(7);
    }
    assertThat(wait(MALLORY)).isEmpty();
  }

  @Test
  void aNetworkOfIpV6IsOneClient() {
    for (int i = 1; i <= 10; i++) {
      failed(Requests.address("2001:db8:0:1::" + i));
    }
    assertThat(wait(Requests.address("2001:db8:0:1:ffff::1"))).isPresent();
    assertThat(wait(Requests.address("2001:db8:0:2::1"))).isEmpty();
  }

  @Test
  void remembersSoManyClientsAndNoMore() {
    fail(MALLORY, 10);
    for (int i = 0; i < LoginLimit.MOST_CLIENTS - 1; i++) {
      failed(Requests.address("10.%d.%d.1".formatted(i / 250, i % 250)));
    }
    assertThat(wait(MALLORY)).isPresent();
    fail(ALICE, 10);
    assertThat(limit.clients()).isEqualTo(LoginLimit.MOST_CLIENTS);
    assertThat(wait(MALLORY)).as("failed longest ago").isEmpty();
    assertThat(wait(ALICE)).isPresent();
  }
}
