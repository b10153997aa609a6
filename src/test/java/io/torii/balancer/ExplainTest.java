package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.JSESSIONID;
import static io.torii.balancer.Make.balancer;
import static io.torii.balancer.Make.find;
import static io.torii.balancer.Make.member;
import static io.torii.balancer.Make.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplainTest {

  private final FakeTime time = new FakeTime();

  private static String text(Explanation explanation) {
    return explanation.member().map(Member::toString).orElse("nobody")
        + ", "
        + explanation.why()
        + explanation.members().stream()
            .map(note -> "\n" + note.member().url().host() + " " + note.clause())
            .collect(Collectors.joining());
  }

  @Test
  void saysWhyEachMemberIsInOrOut() {
    Balancer balancer =
        balancer(
                member("a"),
                member("b"),
                member("c").status("D"),
                member("d").status("S"),
                member("e").status("C"),
                member("f"),
                member("g").status("N"),
                member("h").status("H"),
                member("i").lbset(1))
            .build(time);
    find(balancer, "f").fail("connection refused");
    time.pass(Duration.ofSeconds(10));
    assertThat(text(balancer.explain(ANY)))
        .isEqualTo(
            """
            http://a:8080, byrequests: highest lbstatus
            a is chosen
            b is usable, but it is not its turn
            c is disabled (status D)
            d is stopped (status S)
            e has failed its health check
            f is in error for another 50s (retry=60s): connection refused
            g is draining: its own sessions only (status N)
            h is a hot standby, not needed while others can be used
            i is in lbset 1, not needed while a lower one can be used""");
  }

  @Test
  void changesNothing() {
    Balancer balancer = balancer(member("a"), member("b")).sticky(JSESSIONID).build(time);
    find(balancer, "a").fail("refused");
    time.pass(Duration.ofSeconds(61));
    Explanation explanation = balancer.explain(ANY);
    assertThat(text(explanation))
        .isEqualTo(
            "http://a:8080, byrequests: highest lbstatus\na is chosen\n"
                + "b is usable, but it is not its turn");
    assertThat(explanation.routeChanged()).isTrue();
    assertThat(find(balancer, "a").statusWords()).isEqualTo("Init Err ");
    for (Member member : balancer.members()) {
      assertThat(member.lbstatus()).isZero();
      assertThat(member.busy()).isZero();
      assertThat(member.elected()).isZero();
    }
    assertThat(run(balancer, 1)).as("and foretells what happens").isEqualTo("a");
  }

  @Test
  void sessions() {
    Balancer balancer =
        balancer(member("a").route("n1"), member("b").route("n2").status("R"))
            .sticky(JSESSIONID)
            .noFailover()
            .build(time);
    SelectionRequest n1 = SelectionRequest.of("/;jsessionid=x.n1", List.of());
    SelectionRequest n2 = SelectionRequest.of("/;jsessionid=x.n2", List.of());
    assertThat(text(balancer.explain(n1)))
        .isEqualTo(
            "http://a:8080, session route n1\na is chosen\n"
                + "b is usable, but the session belongs to another");
    assertThat(balancer.explain(n1).sticky())
        .contains(new SessionRoute("jsessionid", "n1", "x.n1".hashCode()));
    assertThat(text(balancer.explain(n2))).startsWith("http://b:8080, session route n2");
    assertThat(text(balancer.explain(ANY)))
        .endsWith("b is a hot spare, not needed while no other member is out");
    find(balancer, "b").fail("refused");
    assertThat(text(balancer.explain(n2)))
        .isEqualTo(
            "nobody, balancer://x: no member for session route n2 can be used and nofailover is"
                + " set: http://a:8080 is usable; http://b:8080 is in error for another 60s"
                + " (retry=60s): refused\na is usable\n"
                + "b is in error for another 60s (retry=60s): refused");
  }

  @Test
  void forcedRecovery() {
    Balancer balancer = balancer(member("a"), member("b")).build(time);
    find(balancer, "a").fail("refused");
    find(balancer, "b").fail("refused");
    assertThat(text(balancer.explain(ANY)))
        .isEqualTo(
            """
            http://a:8080, byrequests: highest lbstatus
            a is chosen: all are in error, which forcerecovery ends
            b is let in since all are in error (forcerecovery), but it is not its turn""");
    assertThat(find(balancer, "a").inError()).isTrue();
  }

  @Test
  void triedMembers() {
    Balancer balancer = balancer(member("a"), member("b")).build(time);
    assertThat(text(balancer.explain(ANY.avoiding(find(balancer, "a")))))
        .isEqualTo(
            """
            http://b:8080, byrequests: highest lbstatus
            a was tried already
            b is chosen""");
  }

  @Test
  void plainTargets() {
    Balancer balancer = balancer(member("a")).plain().build(time);
    assertThat(text(balancer.explain(ANY))).isEqualTo("http://a:8080, only target\na is chosen");
  }
}
