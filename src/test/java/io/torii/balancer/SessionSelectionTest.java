package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.JSESSIONID;
import static io.torii.balancer.Make.balancer;
import static io.torii.balancer.Make.chosen;
import static io.torii.balancer.Make.find;
import static io.torii.balancer.Make.flag;
import static io.torii.balancer.Make.member;
import static io.torii.balancer.Make.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.MemberStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSelectionTest {

  private final FakeTime time = new FakeTime();

  private static SelectionRequest session(String route) {
    return SelectionRequest.of("/", List.of("JSESSIONID=x." + route));
  }

  private static Make.BalancerBuilder routed() {
    return balancer(member("a").route("n1"), member("b").route("n2"), member("c").route("n3"))
        .sticky(JSESSIONID);
  }

  @Test
  void aTriedSessionMemberIsSkippedToo() {
    Balancer balancer = routed().build(time);
    SelectionRequest tried = session("n2").avoiding(find(balancer, "b"));
    Selection selection = balancer.select(tried);
    assertThat(chosen(selection).url().host()).isNotEqualTo("b");
    assertThat(selection.routeChanged()).isTrue();
  }

  @Test
  void aSessionStays() {
    Balancer balancer = routed().build(time);
    Selection selection = balancer.select(session("n2"));
    assertThat(selection)
        .isEqualTo(
            new Selection.Chosen(
                find(balancer, "b"),
                Optional.of(new SessionRoute("JSESSIONID", "n2", "x.n2".hashCode())),
                false,
                "session route n2"));
    assertThat(balancer.members().stream().map(Member::lbstatus))
        .containsExactly(100L, -200L, 100L);
    assertThat(find(balancer, "b").elected()).isEqualTo(1);
    assertThat(find(balancer, "b").busy()).isEqualTo(1);
  }

  @Test
  void withoutASessionTheRouteIsNew() {
    Balancer balancer = routed().build(time);
    assertThat(balancer.select(ANY))
        .isEqualTo(
            new Selection.Chosen(
                find(balancer, "a"), Optional.empty(), true, "byrequests: highest lbstatus"));
    assertThat(balancer(member("a")).build(time).select(ANY).routeChanged())
        .as("not sticky at all")
        .isFalse();
  }

  @Test
  void drainLbsetAndSpareDoNotKeepASessionAway() {
    Balancer balancer =
        balancer(
                member("a").route("n1"),
                member("b").route("n2").status("N").lbset(3),
                member("c").route("n3").status("R"),
                member("d").route("n4").status("H"))
            .sticky(JSESSIONID)
            .build(time);
    assertThat(chosen(balancer.select(session("n2"))).url().host()).isEqualTo("b");
    assertThat(chosen(balancer.select(session("n3"))).url().host()).isEqualTo("c");
    assertThat(chosen(balancer.select(session("n4"))).url().host()).isEqualTo("d");
    assertThat(run(balancer, 2)).isEqualTo("aa");
  }

  @Test
  void severalMembersOfOneRoute() {
    Balancer balancer =
        balancer(
                member("h").route("n1").status("H"),
                member("a").route("n1"),
                member("b").route("n1"))
            .sticky(JSESSIONID)
            .build(time);
    assertThat(chosen(balancer.select(session("n1"))).url().host()).isEqualTo("a");
    assertThat(chosen(balancer.select(session("n1"))).url().host()).isEqualTo("a");
    find(balancer, "a").fail("refused");
    assertThat(chosen(balancer.select(session("n1"))).url().host()).isEqualTo("b");
    find(balancer, "b").fail("refused");
    assertThat(chosen(balancer.select(session("n1"))).url().host()).isEqualTo("h");
  }

  @Test
  void redirectOfAnUnusableMember() {
    Balancer balancer =
        balancer(
                member("a").route("n1").redirect("n2"),
                member("b").route("n2").redirect("n3"),
                member("c").route("n3").redirect("n1"))
            .sticky(JSESSIONID)
            .build(time);
    flag(balancer, "a", MemberStatus.DISABLED, true);
    Selection selection = balancer.select(session("n1"));
    assertThat(selection)
        .isEqualTo(
            new Selection.Chosen(
                find(balancer, "b"),
                Optional.of(new SessionRoute("JSESSIONID", "n1", "x.n1".hashCode())),
                true,
                "session route n1, redirected to n2"));
    flag(balancer, "b", MemberStatus.STOPPED, true);
    assertThat(chosen(balancer.select(session("n1"))).url().host()).isEqualTo("c");
    flag(balancer, "c", MemberStatus.DISABLED, true);
    assertThat(balancer.select(session("n1")))
        .as("a circle of redirects ends")
        .isInstanceOf(Selection.Nobody.class);
  }

  @Test
  void manyUnusableMembersThatRedirectToThemselvesCostNothing() {
    Make.MemberBuilder[] members = new Make.MemberBuilder[30];
    for (int i = 0; i < members.length; i++) {
      members[i] = member("m" + i).route("n").redirect("n").status("D");
    }
    Balancer balancer = balancer(members).sticky(JSESSIONID).build(time);
    assertThat(balancer.select(session("n"))).isInstanceOf(Selection.Nobody.class);
  }

  @Test
  void nofailoverKeepsASessionFromOthers() {
    Balancer balancer = routed().noFailover().build(time);
    find(balancer, "b").fail("refused");
    assertThat(balancer.select(session("n2")))
        .isEqualTo(
            new Selection.Nobody(
                "AH01167",
                "balancer://x: no member for session route n2 can be used and nofailover is set:"
                    + " http://a:8080 is usable; http://b:8080 is in error for another 60s"
                    + " (retry=60s): refused; http://c:8080 is usable",
                Optional.of(new SessionRoute("JSESSIONID", "n2", "x.n2".hashCode())),
                false));
    assertThat(balancer.select(session("unknown"))).isInstanceOf(Selection.Chosen.class);
    assertThat(balancer.select(ANY)).isInstanceOf(Selection.Chosen.class);
    time.pass(Duration.ofSeconds(61));
    assertThat(chosen(balancer.select(session("n2"))).url().host()).isEqualTo("b");
  }
}
