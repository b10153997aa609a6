package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Counts that forget. */
class TrafficWatchTest {

  private static final long START = Traffic.WINDOW.multipliedBy(2).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  void aMinuteIsForgottenWhenTheWindowHasPassed() {
    RecentCount count = new RecentCount();
    assertThat(count.sum(START)).isZero();
    count.add(START);
    count.add(START + MINUTE);
    assertThat(count.sum(START + MINUTE)).isEqualTo(2);
    assertThat(count.sum(START + 9 * MINUTE)).isEqualTo(2);
    assertThat(count.sum(START + 10 * MINUTE)).isEqualTo(1);
    assertThat(count.sum(START + 11 * MINUTE)).isZero();
  }

  @Test
  void aMinuteStartsFromZeroWhenItComesRound() {
    RecentCount count = new RecentCount();
    for (int i = 0; i < 5; i++) {
      count.add(START);
    }
    count.add(START + 10 * MINUTE);
    assertThat(count.sum(START + 10 * MINUTE)).isEqualTo(1);
  }

  @Test
  void oneExampleASecondIsPutIntoWords() {
    RecentCount count = new RecentCount();
    AtomicInteger words = new AtomicInteger();
    for (int i = 0; i < 1000; i++) {
      count.add(START + i, () -> "example " + words.incrementAndGet());
    }
    assertThat(words).hasValue(1);
    count.add(START + MINUTE, () -> "another");
    assertThat(count.example(START + MINUTE)).contains("another");
    assertThat(count.example(START + 11 * MINUTE)).isEmpty();
    assertThat(count.sum(START + MINUTE)).isEqualTo(1001);
  }

  @Test
  void cookiesAsBrowsersReadThem() {
    CookieText cookie = new CookieText("S=1.a; path=/app; DOMAIN=.Example.com; Secure; HttpOnly");
    assertThat(cookie.name()).isEqualTo("S");
    assertThat(cookie.value()).isEqualTo("1.a");
    assertThat(cookie.secure()).isTrue();
    assertThat(cookie.isFor("www.example.com")).isTrue();
    assertThat(cookie.isFor("example.com")).isTrue();
    assertThat(cookie.isFor("badexample.com")).isFalse();
    assertThat(cookie.covers("/app")).isTrue();
    assertThat(cookie.covers("/app/x")).isTrue();
    assertThat(cookie.covers("/apple")).isFalse();
    assertThat(cookie.shown()).isEqualTo("S=...; Path=/app; Domain=example.com; Secure");
    assertThat(new CookieText("nonsense").name()).isEmpty();
  }
}
