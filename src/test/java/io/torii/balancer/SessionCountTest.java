package io.torii.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionCountTest {

  private final FakeTime time = new FakeTime();
  private final SessionCount count = new SessionCount(time);

  @Test
  void countsDifferentSessionsOnce() {
    assertThat(count.count()).isZero();
    for (int i = 0; i < 1_000; i++) {
      count.saw(session("abc" + i % 200 + ".n1"));
    }
    assertThat(count.count()).isCloseTo(200, within(10L));
  }

  @Test
  void isCloseForManySessions() {
    for (int i = 0; i < 10_000; i++) {
      count.saw(session("session-" + i + ".n1"));
    }
    assertThat(count.count()).isCloseTo(10_000, within(500L));
  }

  @Test
  void forgetsSessionsAfterFiveMinutes() {
    count.saw(session("a.n1"));
    time.pass(Duration.ofMinutes(3));
    count.saw(session("b.n1"));
    assertThat(count.count()).isEqualTo(2);
    time.pass(Duration.ofMinutes(2));
    assertThat(count.count()).isEqualTo(1);
    time.pass(Duration.ofHours(1));
    assertThat(count.count()).isZero();
  }

  private static SessionRoute session(String id) {
    return new SessionRoute("JSESSIONID", "n1", id.hashCode());
  }
}
