package io.torii.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancer;
import io.torii.balancer.FakeTime;
import io.torii.balancer.Make;
import io.torii.balancer.Member;
import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberCheckTest {

  private static final HealthCheckConfig CHECK =
      new HealthCheckConfig(Method.GET, 2, 3, Duration.ofSeconds(5), "/up", Optional.empty());

  private final FakeTime time = new FakeTime();
  private final Balancer balancer =
      Make.balancer(Make.member("a").check(CHECK), Make.member("b")).build(time);
  private final Member member = balancer.members().get(0);
  private final MemberCheck check = new MemberCheck(balancer, member, time);

  /** Results in order: + passed, - failed. */
  private String after(String results) {
    results
        .chars()
        .forEach(
            c -> {
              time.pass(Duration.ofSeconds(6));
              assertThat(check.start()).contains(CHECK);
              check.finished(
                  CHECK,
                  c == '+' ? new Probe.Result.Passed() : new Probe.Result.Failed("answered 503"));
            });
    return member.statusWords();
  }

  @Test
  void failuresInARowTakeItOutAndSuccessesInARowBringItBack() {
    assertThat(after("+++")).isEqualTo("Init Ok ");
    assertThat(after("--")).isEqualTo("Init Ok ");
    assertThat(check.counts().fails()).isEqualTo(2);
    assertThat(after("-")).isEqualTo("Init HcFl ");
    assertThat(member.lastError()).map(e -> e.text()).contains("health check: answered 503");
    assertThat(after("+")).isEqualTo("Init HcFl ");
    assertThat(check.counts().passes()).isEqualTo(1);
    assertThat(after("+")).isEqualTo("Init Ok ");
  }

  @Test
  void theOppositeResultStartsTheCountAgain() {
    assertThat(after("--+--+--+")).isEqualTo("Init Ok ");
    assertThat(after("---")).isEqualTo("Init HcFl ");
    assertThat(after("+-+-+-")).isEqualTo("Init HcFl ");
    assertThat(after("++")).isEqualTo("Init Ok ");
  }

  @Test
  void successesEndAnErrorOfTrafficToo() {
    member.fail("refused");
    assertThat(after("+")).isEqualTo("Init Err ");
    assertThat(after("+")).isEqualTo("Init Ok ");
  }

  @Test
  void failuresWhileInErrorDoNotAddTheirOwnFlag() {
    member.fail("refused");
    assertThat(after("-----")).isEqualTo("Init Err ");
  }

  @Test
  void whatAnOperatorSaidStays() {
    Make.flag(balancer, member.url().host(), MemberStatus.DISABLED, true);
    assertThat(after("---")).isEqualTo("Init Dis HcFl ");
    assertThat(after("++")).isEqualTo("Init Dis ");
  }

  @Test
  void theIntervalRunsFromTheEndOfTheLastCheck() {
    assertThat(check.start()).as("the first one at once").isPresent();
    time.pass(Duration.ofSeconds(100));
    assertThat(check.start()).as("one at a time").isEmpty();
    check.finished(CHECK, new Probe.Result.Passed());
    time.pass(Duration.ofSeconds(5));
    assertThat(check.start()).isEmpty();
    time.pass(Duration.ofNanos(1));
    assertThat(check.start()).isPresent();
    assertThat(check.counts().lastCheck()).contains(Instant.parse("2026-01-01T00:01:40Z"));
  }

  @Test
  void stoppedMembersAreLeftAloneDisabledAndDrainingOnesNot() {
    Make.flag(balancer, member.url().host(), MemberStatus.STOPPED, true);
    assertThat(check.start()).isEmpty();
    Make.flag(balancer, member.url().host(), MemberStatus.STOPPED, false);
    Make.flag(balancer, member.url().host(), MemberStatus.DISABLED, true);
    Make.flag(balancer, member.url().host(), MemberStatus.DRAIN, true);
    assertThat(check.start()).isPresent();
  }

  @Test
  void aMemberWithoutACheckCannotFailOne() {
    assertThat(balancer.checkFailed(balancer.members().get(1))).isFalse();
    assertThat(new MemberCheck(balancer, balancer.members().get(1), time).start()).isEmpty();
  }
}
