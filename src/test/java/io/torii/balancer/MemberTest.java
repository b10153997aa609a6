package io.torii.balancer;

import static io.torii.balancer.Make.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberTest {

  private static final HealthCheckConfig TCP =
      new HealthCheckConfig(
          HealthCheckConfig.Method.TCP, 1, 1, Duration.ofSeconds(1), "", Optional.empty());

  private final FakeTime time = new FakeTime();

  private Member make(Make.MemberBuilder builder) {
    return new Member(builder.build(), "balancer://x", false, time);
  }

  @Test
  void words() {
    assertThat(make(member("a")).statusWords()).isEqualTo("Init Ok ");
    assertThat(make(member("a").status("DE")).statusWords()).isEqualTo("Init Dis Err ");
    assertThat(make(member("a").status("INDSEHRC")).statusWords())
        .isEqualTo("Init Ign Drn Dis Stop Err Stby Spar HcFl ");
    assertThat(make(member("a").status("INDSEHRC")).statusLetters()).isEqualTo("INDSEHRC");
    assertThat(make(member("a").status("NH")).statusWords()).isEqualTo("Init Drn Stby Ok ");
    assertThat(make(member("a")).statusLetters()).isEmpty();
  }

  @Test
  void errorStateEndsWhenRetryHasPassed() {
    Member a = make(member("a").retry(Duration.ofSeconds(10)));
    assertThat(a.fail("refused")).isTrue();
    assertThat(a.status()).containsExactly(MemberStatus.ERROR);
    assertThat(a.errorTime()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(a.lastError())
        .contains(new LastError(Instant.parse("2026-01-01T00:00:00Z"), "refused"));
    time.pass(Duration.ofSeconds(10));
    assertThat(a.usable(time.nanoTime())).isFalse();
    time.pass(Duration.ofNanos(1));
    assertThat(a.usable()).as("only a look at it ends the state").isFalse();
    assertThat(a.usable(time.nanoTime())).isTrue();
    assertThat(a.retries()).isEqualTo(1);
    assertThat(a.errorTime()).isPresent();
    a.connected();
    assertThat(a.retries()).isZero();
    assertThat(a.errorTime()).isEmpty();
    assertThat(a.lastError()).map(LastError::text).contains("refused");
  }

  @Test
  void aFailureWhileInErrorStartsTheTimeAgain() {
    Member a = make(member("a").retry(Duration.ofSeconds(10)));
    a.fail("refused");
    time.pass(Duration.ofSeconds(8));
    a.fail("refused");
    time.pass(Duration.ofSeconds(8));
    assertThat(a.usable(time.nanoTime())).isFalse();
  }

  @Test
  void aConnectionOfAnotherRequestDoesNotEndTheErrorState() {
    Member a = make(member("a"));
    a.fail("refused");
    a.connected();
    assertThat(a.usable()).isFalse();
    assertThat(a.errorTime()).isPresent();
  }

  @Test
  void retryZeroIsAtOnce() {
    Member a = make(member("a").retry(Duration.ZERO));
    a.fail("refused");
    assertThat(a.usable()).isFalse();
    assertThat(a.usable(time.nanoTime())).isTrue();
  }

  @Test
  void aConfiguredErrorEndsAtTheFirstLook() {
    Member a = make(member("a").status("E"));
    assertThat(a.usable()).isFalse();
    assertThat(a.usable(time.nanoTime())).isTrue();
  }

  @Test
  void stoppedIsNeverRetried() {
    Member a = make(member("a").retry(Duration.ZERO).status("SE"));
    assertThat(a.usable(time.nanoTime())).isFalse();
    assertThat(a.statusWords()).isEqualTo("Init Stop Err ");
  }

  @Test
  void ignoredErrorsAreOnlyTakenDown() {
    Member a = make(member("a").status("I"));
    assertThat(a.fail("refused")).isFalse();
    assertThat(a.usable()).isTrue();
    assertThat(a.lastError()).map(LastError::text).contains("refused");
  }

  @Test
  void checksAndOperatorsDoNotUndoEachOther() {
    Balancer balancer = Make.balancer(member("a").status("D").check(TCP)).build(time);
    Member a = balancer.members().get(0);
    assertThat(balancer.checkFailed(a)).isTrue();
    assertThat(balancer.checkFailed(a)).isFalse();
    a.fail("refused");
    assertThat(a.statusWords()).isEqualTo("Init Dis Err HcFl ");
    assertThat(balancer.checkPassed(a)).isTrue();
    assertThat(balancer.checkPassed(a)).isFalse();
    assertThat(a.statusWords()).isEqualTo("Init Dis ");
    balancer.checkFailed(a);
    Make.flag(balancer, "a", MemberStatus.DISABLED, false);
    assertThat(a.statusWords()).isEqualTo("Init HcFl ");
    time.pass(Duration.ofDays(1));
    assertThat(a.usable(time.nanoTime())).as("only a check clears it").isFalse();
  }

  @Test
  void busyNeverFallsBelowZero() {
    Member a = make(member("a"));
    a.elect();
    a.release();
    a.release();
    assertThat(a.busy()).isZero();
    assertThat(a.elected()).isEqualTo(1);
  }
}
