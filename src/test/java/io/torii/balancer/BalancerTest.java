package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.balancer;
import static io.torii.balancer.Make.change;
import static io.torii.balancer.Make.chosen;
import static io.torii.balancer.Make.find;
import static io.torii.balancer.Make.flag;
import static io.torii.balancer.Make.member;
import static io.torii.balancer.Make.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.MemberStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancerTest {

  private final FakeTime time = new FakeTime();

  // failover states (two members that refuse every connection)

  /** What an engine does: attempts until one succeeds or none is left. */
  private static String attempts(Balancer balancer) {
    StringBuilder tried = new StringBuilder();
    for (int i = 0; i <= balancer.maxAttempts(); i++) {
      if (!(balancer.select(ANY) instanceof Selection.Chosen chosen)) {
        return tried.append('-').toString();
      }
      tried.append(chosen.member().url().host());
      chosen.member().fail("refused");
      chosen.member().release();
    }
    return tried.toString();
  }

  @Test
  void withForcedRecoveryEveryRequestTriesBoth() {
    Balancer balancer = balancer(member("a"), member("b")).build(time);
    for (int i = 0; i < 5; i++) {
      assertThat(attempts(balancer)).hasSize(2).contains("a", "b");
    }
    assertThat(find(balancer, "a").retries()).isEqualTo(4);
  }

  @Test
  void withoutForcedRecoveryNobodyIsTriedUntilRetryHasPassed() {
    Balancer balancer = balancer(member("a"), member("b")).forceRecovery(false).build(time);
    assertThat(attempts(balancer)).isEqualTo("ab");
    assertThat(attempts(balancer)).isEqualTo("-");
    time.pass(Duration.ofSeconds(60));
    assertThat(attempts(balancer)).as("not before 60 s are over").isEqualTo("-");
    time.pass(Duration.ofNanos(1));
    assertThat(attempts(balancer)).hasSize(2);
  }

  @Test
  void aMemberThatIsOutOtherwisePreventsForcedRecovery() {
    Balancer balancer = balancer(member("a"), member("b"), member("d").status("D")).build(time);
    find(balancer, "a").fail("refused");
    find(balancer, "b").fail("refused");
    assertThat(balancer.select(ANY)).isInstanceOf(Selection.Nobody.class);
    Balancer checked = balancer(member("a"), member("b").status("C")).build(time);
    find(checked, "a").fail("refused");
    assertThat(checked.select(ANY)).isInstanceOf(Selection.Nobody.class);
  }

  @Test
  void aDueMemberIsPreferredToForcingTheOthers() {
    Balancer balancer = balancer(member("a"), member("b").retry(Duration.ofSeconds(5))).build(time);
    find(balancer, "a").fail("refused");
    find(balancer, "b").fail("refused");
    time.pass(Duration.ofSeconds(6));
    assertThat(run(balancer, 2)).isEqualTo("bb");
    assertThat(find(balancer, "a").usable()).isFalse();
  }

  @Test
  void aRecoveredMemberIsBackAtFullWeight() {
    Balancer balancer = balancer(member("a"), member("b")).build(time);
    find(balancer, "a").fail("refused");
    assertThat(run(balancer, 3)).isEqualTo("bbb");
    time.pass(Duration.ofSeconds(61));
    assertThat(run(balancer, 4)).isEqualTo("abab");
  }

  @Test
  void nobody() {
    Balancer balancer =
        balancer(
                member("a").status("D"),
                member("b").status("S"),
                member("c").status("C"),
                member("d").status("N"),
                member("e"))
            .build(time);
    find(balancer, "e").fail("connection refused");
    time.pass(Duration.ofMillis(500));
    assertThat(balancer.select(ANY))
        .isEqualTo(
            new Selection.Nobody(
                "AH01170",
                "balancer://x: no member can be used: http://a:8080 is disabled (status D);"
                    + " http://b:8080 is stopped (status S); http://c:8080 has failed its health"
                    + " check; http://d:8080 is draining: its own sessions only (status N);"
                    + " http://e:8080 is in error for another 60s (retry=60s): connection refused",
                Optional.empty(),
                false));
    assertThat(balancer().build(time).select(ANY))
        .isEqualTo(
            new Selection.Nobody(
                "AH01171",
                "balancer://x has no members: add a BalancerMember",
                Optional.empty(),
                false));
  }

  // avoiding

  @Test
  void aTriedMemberIsSkippedWhileThereAreOthers() {
    Balancer balancer = balancer(member("a"), member("b")).build(time);
    Member a = find(balancer, "a");
    for (int i = 0; i < 3; i++) {
      assertThat(chosen(balancer.select(ANY.avoiding(a))).url().host()).isEqualTo("b");
    }
    assertThat(chosen(balancer.select(ANY.avoiding(a).avoiding(find(balancer, "b")))).toString())
        .isEqualTo("http://a:8080");
  }

  // waiting

  @Test
  void waitsForAMember() {
    Balancer balancer =
        balancer(member("a").status("D")).memberWait(Duration.ofSeconds(10)).build(time);
    int[] pauses = {0};
    time.onPause(
        () -> {
          if (++pauses[0] == 7) {
            flag(balancer, "a", MemberStatus.DISABLED, false);
          }
        });
    assertThat(chosen(balancer.select(ANY)).url().host()).isEqualTo("a");
    assertThat(time.nanoTime()).isEqualTo(Duration.ofMillis(700).toNanos());
  }

  @Test
  void waitsNoLongerThanTimeout() {
    Balancer balancer =
        balancer(member("a").status("D")).memberWait(Duration.ofSeconds(10)).build(time);
    assertThat(balancer.select(ANY)).isInstanceOf(Selection.Nobody.class);
    assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void anInterruptEndsTheWait() {
    Balancer balancer =
        balancer(member("a").status("D")).memberWait(Duration.ofSeconds(10)).build(time);
    Thread.currentThread().interrupt();
    assertThat(balancer.select(ANY)).isInstanceOf(Selection.Nobody.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(time.nanoTime()).isZero();
  }

  @Test
  void aRetryThatFallsDueWhileWaitingIsNoticed() {
    Balancer balancer =
        balancer(member("a").retry(Duration.ofSeconds(3)))
            .forceRecovery(false)
            .memberWait(Duration.ofSeconds(10))
            .build(time);
    find(balancer, "a").fail("refused");
    assertThat(chosen(balancer.select(ANY)).url().host()).isEqualTo("a");
    assertThat(time.nanoTime()).isEqualTo(Duration.ofMillis(3100).toNanos());
  }

  // plain targets

  @Test
  void aPlainTargetStaysInUse() {
    Balancer balancer = balancer(member("a")).plain().build(time);
    Member a = find(balancer, "a");
    for (int i = 0; i < 3; i++) {
      assertThat(balancer.select(ANY))
          .isEqualTo(new Selection.Chosen(a, Optional.empty(), false, "only target"));
      a.fail("refused");
    }
    assertThat(a.busy()).isEqualTo(3);
    assertThat(a.elected()).isEqualTo(3);
    assertThat(a.lastError()).map(LastError::text).contains("refused");
    assertThat(a.statusWords()).isEqualTo("Init Ign Ok ");
  }

  @Test
  void aPlainTargetCanBeTakenOut() {
    Balancer balancer = balancer(member("a").status("D")).plain().build(time);
    assertThat(balancer.select(ANY))
        .isEqualTo(
            new Selection.Nobody(
                "AH00940", "http://a:8080 is disabled (status D)", Optional.empty(), false));
  }

  // changes

  @Test
  void anotherWeightStartsTheTurnsAnew() {
    Balancer balancer = balancer(member("a"), member("b")).build(time);
    run(balancer, 1);
    change(balancer, "a", member -> member(member.url()).weight(300).build());
    assertThat(balancer.members().stream().map(Member::lbstatus)).containsExactly(300L, 100L);
  }

  @Test
  void settingsOutOfTheirBoundsAreRefused() {
    assertThatThrownBy(() -> new MemberSettings(10_001, 0, "", "", Set.of()))
        .hasMessage("loadfactor must be between 1 and 100, not 100.01");
    assertThatThrownBy(() -> new MemberSettings(100, 100, "", "", Set.of()))
        .hasMessage("lbset must be between 0 and 99, not 100");
    assertThatThrownBy(() -> new MemberSettings(100, 0, "", "", Set.of(MemberStatus.ERROR)))
        .hasMessage("status E and C are health, not settings");
    assertThatThrownBy(() -> new MemberSettings(100, 0, "r".repeat(64), "", Set.of()))
        .hasMessageStartingWith("route must be shorter than 64 characters: rrr");
  }
}
