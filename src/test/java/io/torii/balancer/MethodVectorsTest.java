package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.chosen;
import static io.torii.balancer.Make.find;
import static io.torii.balancer.Make.hold;
import static io.torii.balancer.Make.run;
import static io.torii.balancer.Make.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.MemberStatus;
import org.junit.jupiter.api.Test;

/** The sequences that httpd yields, counters starting at zero; a, b, c in configuration order. */
class MethodVectorsTest {

  private final FakeTime time = new FakeTime();

  private static long[] lbstatus(Balancer balancer) {
    return balancer.members().stream().mapToLong(Member::lbstatus).toArray();
  }

  @Test
  void byrequestsEqualWeights() {
    Balancer balancer = weights(100, 100, 100).build(time);
    assertThat(run(balancer, 1)).isEqualTo("a");
    assertThat(lbstatus(balancer)).containsExactly(-200, 100, 100);
    assertThat(run(balancer, 5)).isEqualTo("bcabc");
    assertThat(lbstatus(balancer)).containsOnly(0);
  }

  @Test
  void byrequestsSeventyToThirty() {
    Balancer balancer = weights(7000, 3000).build(time);
    assertThat(run(balancer, 1)).isEqualTo("a");
    assertThat(lbstatus(balancer)).containsExactly(-3000, 3000);
    assertThat(run(balancer, 9)).isEqualTo("baaabaaba");
    assertThat(lbstatus(balancer)).containsExactly(0, 0);
  }

  @Test
  void byrequestsOtherWeights() {
    assertThat(run(weights(100, 400, 100).build(time), 12)).isEqualTo("babbcbbabbcb");
    assertThat(run(weights(100, 100, 100, 200).build(time), 10)).isEqualTo("dabcddabcd");
    assertThat(run(weights(100, 225).build(time), 13)).isEqualTo("babbabbbabbab");
    assertThat(run(weights(500, 100, 100).build(time), 14)).isEqualTo("aabacaaaabacaa");
  }

  @Test
  void byrequestsIsNotDistortedByADisabledMember() {
    Balancer balancer = weights(100, 100, 100, 100).build(time);
    Make.flag(balancer, "b", MemberStatus.DISABLED, true);
    assertThat(run(balancer, 6)).isEqualTo("acdacd");
    assertThat(find(balancer, "b").lbstatus()).isZero();
  }

  @Test
  void bybusynessWhileNoRequestEnds() {
    assertThat(hold(weights(100, 100, 100).method("bybusyness").build(time), 9))
        .isEqualTo("abcabcabc");
    assertThat(hold(weights(100, 300).method("bybusyness").build(time), 8)).isEqualTo("babababa");
  }

  @Test
  void bybusynessWhenEveryRequestEndsAtOnce() {
    assertThat(run(weights(100, 300).method("bybusyness").build(time), 8)).isEqualTo("babbbabb");
  }

  @Test
  void bybusynessEvensOutWhatIsInFlight() {
    Balancer balancer = weights(100, 100, 100).method("bybusyness").build(time);
    find(balancer, "a").elect();
    find(balancer, "a").elect();
    find(balancer, "c").elect();
    assertThat(hold(balancer, 6)).isEqualTo("bcbacb");
  }

  @Test
  void bybusynessKeepsWhatIsInFlightWhenItStartsOver() {
    Balancer balancer = weights(100, 100).method("bybusyness").build(time);
    hold(balancer, 3);
    Make.flag(balancer, "b", MemberStatus.DISABLED, true);
    Make.flag(balancer, "b", MemberStatus.DISABLED, false);
    assertThat(lbstatus(balancer)).containsExactly(0, 0);
    assertThat(find(balancer, "a").busy()).isEqualTo(2);
    assertThat(find(balancer, "b").busy()).isEqualTo(1);
  }

  private static String traffic(Balancer balancer, int times, int out, int in) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < times; i++) {
      Member member = chosen(balancer.select(ANY));
      member.traffic().addTransferred(out);
      member.traffic().addRead(in);
      member.release();
      hosts.append(member.url().host());
    }
    return hosts.toString();
  }

  @Test
  void bytrafficByWeight() {
    Balancer balancer = weights(100, 100, 300).method("bytraffic").build(time);
    assertThat(traffic(balancer, 10, 500, 5000)).isEqualTo("abcccabccc");
    assertThat(find(balancer, "c").traffic().transferred()).isEqualTo(3000);
    assertThat(find(balancer, "c").traffic().read()).isEqualTo(30_000);
  }

  @Test
  void bytrafficDoesNotSeeLessThanAHundredBytes() {
    Balancer balancer = weights(100, 200).method("bytraffic").build(time);
    assertThat(traffic(balancer, 9, 10, 20)).isEqualTo("aaaaabbbb");
  }

  @Test
  void bytrafficStartsAReturningMemberLevel() {
    Balancer balancer = weights(100, 200).method("bytraffic").build(time);
    Make.flag(balancer, "b", MemberStatus.DISABLED, true);
    assertThat(traffic(balancer, 5, 1000, 4000)).isEqualTo("aaaaa");
    Make.flag(balancer, "b", MemberStatus.DISABLED, false);
    assertThat(find(balancer, "b").traffic().countedTransferred()).isEqualTo(10_000);
    assertThat(find(balancer, "b").traffic().countedRead()).isEqualTo(40_000);
    assertThat(find(balancer, "b").traffic().transferred()).as("what is shown stays true").isZero();
    assertThat(traffic(balancer, 6, 1000, 4000)).isEqualTo("abbabb");
  }

  @Test
  void everyMethodHasAName() {
    assertThat(BalancingMethods.names())
        .containsExactly("byrequests", "bytraffic", "bybusyness", "heartbeat");
  }
}
