package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.balancer;
import static io.torii.balancer.Make.flag;
import static io.torii.balancer.Make.member;
import static io.torii.balancer.Make.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.MemberStatus;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private final FakeTime time = new FakeTime();

  @Test
  void aHigherLbsetIsUsedOnlyWhenAWholeSetIsOut() {
    Balancer balancer =
        balancer(member("a").lbset(5), member("b"), member("c"), member("d").lbset(99)).build(time);
    assertThat(run(balancer, 4)).isEqualTo("bcbc");
    flag(balancer, "b", MemberStatus.DISABLED, true);
    assertThat(run(balancer, 2)).isEqualTo("cc");
    flag(balancer, "c", MemberStatus.STOPPED, true);
    assertThat(run(balancer, 2)).isEqualTo("aa");
    flag(balancer, "a", MemberStatus.DRAIN, true);
    assertThat(run(balancer, 2)).isEqualTo("dd");
  }

  @Test
  void sparesCompeteOneForEachThatIsOut() {
    Balancer balancer =
        balancer(
                member("a"),
                member("b"),
                member("c"),
                member("y").status("R"),
                member("z").status("R"))
            .build(time);
    assertThat(run(balancer, 6)).isEqualTo("abcabc");
    flag(balancer, "a", MemberStatus.DISABLED, true);
    assertThat(run(balancer, 6)).isEqualTo("bcybcy");
    flag(balancer, "b", MemberStatus.DRAIN, true);
    assertThat(run(balancer, 9).chars().sorted().mapToObj(Character::toString))
        .containsExactly("c", "c", "c", "y", "y", "y", "z", "z", "z");
  }

  @Test
  void anUnusableSpareLetsTheNextOneIn() {
    Balancer balancer =
        balancer(
                member("a").status("D"),
                member("b"),
                member("y").status("RD"),
                member("z").status("R"))
            .build(time);
    assertThat(run(balancer, 4)).isEqualTo("bzbz");
  }

  @Test
  void standbysWorkOnlyIfNobodyElseCan() {
    Balancer balancer =
        balancer(member("h").status("H"), member("a"), member("i").status("H")).build(time);
    assertThat(run(balancer, 3)).isEqualTo("aaa");
    flag(balancer, "a", MemberStatus.DISABLED, true);
    assertThat(run(balancer, 4)).isEqualTo("hihi");
  }

  @Test
  void aSpareIsUsedBeforeAStandby() {
    Balancer balancer =
        balancer(member("h").status("H"), member("r").status("R"), member("a").status("D"))
            .build(time);
    assertThat(run(balancer, 2)).isEqualTo("rr");
  }

  @Test
  void whatIsBothIsASpare() {
    Balancer balancer = balancer(member("a").status("D"), member("b").status("RH")).build(time);
    assertThat(run(balancer, 2)).isEqualTo("bb");
    Balancer alone = balancer(member("b").status("RH")).build(time);
    assertThat(alone.select(ANY)).isInstanceOf(Selection.Nobody.class);
  }

  @Test
  void aStandbyOfALowerSetGoesBeforeAHigherSet() {
    Balancer balancer =
        balancer(member("a").status("D"), member("h").status("H"), member("c").lbset(1))
            .build(time);
    assertThat(run(balancer, 2)).isEqualTo("hh");
  }

  @Test
  void aDrainingSpareOrStandbyTakesNoNewTraffic() {
    Balancer balancer =
        balancer(member("r").status("RN"), member("h").status("HN"), member("a").status("D"))
            .build(time);
    assertThat(balancer.select(ANY)).isInstanceOf(Selection.Nobody.class);
  }
}
