package io.torii.rule.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.rule.condition.Requests;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitTest {

  private static final InetAddress MALLORY = Requests.address("192.0.2.7");
  private static final InetAddress ALICE = Requests.address("192.0.2.8");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final LoginLimit limit = new LoginLimit(() -> now);

  private void fail(InetAddress client, int times) {
    for (int i = 0; i < times; i++) {
      limit.failed(client);
    }
  }

  @Test
  void waitsAfterTenFailuresUntilTheFirstIsAMinuteOld() {
    assertThat(limit.failed(MALLORY)).isFalse();
    now = now.plusSeconds(20);
    fail(MALLORY, 8);
    assertThat(limit.wait(MALLORY)).isEmpty();
    assertThat(limit.failed(MALLORY)).as("the tenth").isTrue();
    assertThat(limit.wait(MALLORY)).hasValue(Duration.ofSeconds(40));
    assertThat(limit.wait(ALICE)).isEmpty();

    now = now.plusSeconds(39);
    assertThat(limit.wait(MALLORY)).hasValue(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(limit.wait(MALLORY)).isEmpty();
    assertThat(limit.failed(MALLORY)).as("again ten within a minute").isTrue();
    assertThat(limit.wait(MALLORY)).hasValue(Duration.ofSeconds(20));
  }

  @Test
  void tellsOnceHoweverManyFailAtATime() {
    fail(MALLORY, 9);
    assertThat(limit.failed(MALLORY)).isTrue();
    assertThat(limit.failed(MALLORY)).isFalse();
    assertThat(limit.failed(MALLORY)).isFalse();
  }

  @Test
  void forgetsWhoSucceeds() {
    fail(MALLORY, 9);
    limit.succeeded(MALLORY);
    fail(MALLORY, 9);
    assertThat(limit.wait(MALLORY)).isEmpty();
    assertThat(limit.failed(MALLORY)).isTrue();
  }

  @Test
  void slowFailuresAreNone() {
    for (int i = 0; i < 100; i++) {
      assertThat(limit.failed(MALLORY)).isFalse();
      now = now.plusSeconds(7);
    }
    assertThat(limit.wait(MALLORY)).isEmpty();
  }

  @Test
  void aNetworkOfIpV6IsOneClient() {
    for (int i = 1; i <= 10; i++) {
      limit.failed(Requests.address("2001:db8:0:1::" + i));
    }
    assertThat(limit.wait(Requests.address("2001:db8:0:1:ffff::1"))).isPresent();
    assertThat(limit.wait(Requests.address("2001:db8:0:2::1"))).isEmpty();
  }

  @Test
  void remembersSoManyClientsAndNoMore() {
    fail(MALLORY, 10);
    for (int i = 0; i < LoginLimit.MOST_CLIENTS - 1; i++) {
      limit.failed(Requests.address("10.%d.%d.1".formatted(i / 250, i % 250)));
    }
    assertThat(limit.wait(MALLORY)).isPresent();
    fail(ALICE, 10);
    assertThat(limit.clients()).isEqualTo(LoginLimit.MOST_CLIENTS);
    assertThat(limit.wait(MALLORY)).as("failed longest ago").isEmpty();
    assertThat(limit.wait(ALICE)).isPresent();
  }
}
