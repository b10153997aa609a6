package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.balancer;
import static io.torii.balancer.Make.chosen;
import static io.torii.balancer.Make.find;
import static io.torii.balancer.Make.member;
import static io.torii.balancer.Make.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancersTest {

  private final FakeTime time = new FakeTime();
  private final Balancers balancers = new Balancers(time, new Random(1));

  private Balancers.Changes apply(Make.BalancerBuilder... configs) {
    return balancers.apply(
        List.of(configs).stream().map(Make.BalancerBuilder::config).toList(), null);
  }

  private Balancer get(String key) {
    return balancers.get(key).orElseThrow();
  }

  @Test
  void theFirstConfigurationAddsEverything() {
    Balancers.Changes changes =
        apply(
            balancer(member("a"), member("b")).key("x"),
            balancer(member("p")).key("http://p:8080").plain());
    assertThat(changes.addedBalancers())
        .extracting(Balancer::key)
        .containsExactly("x", "http://p:8080");
    assertThat(changes.added()).hasToString("[http://a:8080, http://b:8080, http://p:8080]");
    assertThat(changes.removed()).isEmpty();
    assertThat(changes.kept()).isEmpty();
    assertThat(balancers.current().keySet()).containsExactly("x", "http://p:8080");
    assertThat(balancers.get("y")).isEmpty();
  }

  @Test
  void whatStaysKeepsItsState() {
    apply(balancer(member("a"), member("b"), member("c")));
    Balancer before = get("x");
    Member a = find(before, "a");
    Member b = find(before, "b");
    Member inFlight = chosen(before.select(ANY));
    b.fail("refused");
    a.traffic().addRead(1000);
    Balancers.Changes changes =
        apply(
            balancer(
                member("d"), member("b").weight(200).retry(Duration.ofSeconds(7)), member("a")));
    assertThat(get("x")).isSameAs(before);
    assertThat(before.members()).hasToString("[http://d:8080, http://b:8080, http://a:8080]");
    assertThat(find(before, "a")).isSameAs(a).isSameAs(inFlight);
    assertThat(a.busy()).isEqualTo(1);
    assertThat(a.elected()).isEqualTo(1);
    assertThat(a.traffic().read()).isEqualTo(1000);
    assertThat(b.statusWords()).isEqualTo("Init Err ");
    assertThat(b.settings().weight()).isEqualTo(200);
    assertThat(changes.added()).hasToString("[http://d:8080]");
    assertThat(changes.removed()).hasToString("[http://c:8080]");
    assertThat(changes.kept()).containsExactly(b, a);
    assertThat(changes.rewired()).as("another retry").containsExactly(b);
    inFlight.release();
    assertThat(a.busy()).isZero();
    time.pass(Duration.ofSeconds(8));
    assertThat(b.usable(time.nanoTime())).as("by the new retry").isTrue();
  }

  @Test
  void anotherPoolIsToldOf() {
    apply(balancer(member("a"), member("b")));
    Balancers.Changes changes = apply(balancer(member("a").maxConnections(5), member("b")));
    assertThat(changes.rewired()).containsExactly(find(get("x"), "a"));
  }

  @Test
  void removedBalancersAreDropped() {
    apply(balancer(member("a")).key("x"), balancer(member("b")).key("y"));
    Balancer gone = get("y");
    Member b = chosen(gone.select(ANY));
    Balancers.Changes changes = apply(balancer(member("a")).key("x"));
    assertThat(changes.removedBalancers()).containsExactly(gone);
    assertThat(changes.removed()).containsExactly(b);
    assertThat(balancers.get("y")).isEmpty();
    b.release();
    assertThat(b.busy()).isZero();
    assertThat(run(gone, 1)).as("a request that holds it still finishes").isEqualTo("b");
  }

  @Test
  void settingsFollowTheConfiguration() {
    apply(balancer(member("a").route("n1"), member("b")));
    Balancer balancer = get("x");
    apply(balancer(member("a").route("n2").lbset(1).weight(300).status("ND"), member("b")));
    assertThat(find(balancer, "a").settings())
        .isEqualTo(
            new MemberSettings(
                300, 1, "n2", "", Set.of(MemberStatus.DISABLED, MemberStatus.DRAIN)));
    apply(balancer(member("a").weight(150), member("b")));
    assertThat(find(balancer, "a").settings())
        .isEqualTo(new MemberSettings(150, 0, "", "", Set.of()));
  }

  @Test
  void aMemberWhoseCheckIsRemovedIsNotLeftOutForGood() {
    HealthCheckConfig check =
        new HealthCheckConfig(
            HealthCheckConfig.Method.TCP, 1, 1, Duration.ofSeconds(1), "", Optional.empty());
    apply(balancer(member("a").check(check)));
    Member a = find(get("x"), "a");
    assertThat(get("x").checkFailed(a)).isTrue();
    apply(balancer(member("a").check(check).weight(200)));
    assertThat(a.checkFailed()).isTrue();
    apply(balancer(member("a")));
    assertThat(a.checkFailed()).isFalse();
    assertThat(get("x").checkFailed(a)).isFalse();
  }

  @Test
  void aConfiguredHealthFlagIsWithdrawnWithItsLetter() {
    apply(balancer(member("a").status("C")));
    assertThat(find(get("x"), "a").statusLetters()).isEqualTo("C");
    apply(balancer(member("a").status("D")));
    assertThat(find(get("x"), "a").statusLetters()).isEqualTo("D");
    apply(balancer(member("a").status("E")));
    assertThat(find(get("x"), "a").statusLetters()).isEqualTo("E");
    assertThat(run(get("x"), 1)).as("ends at the first look").isEqualTo("a");
    apply(balancer(member("a").status("E")));
    assertThat(find(get("x"), "a").statusLetters()).as("and does not come back").isEmpty();
  }

  @Test
  void anotherMethodStartsAfresh() {
    apply(balancer(member("a"), member("b")));
    run(get("x"), 1);
    apply(balancer(member("a"), member("b")).method("bybusyness"));
    assertThat(get("x").members().stream().map(Member::lbstatus)).containsExactly(0L, 0L);
    assertThat(((Selection.Chosen) get("x").select(ANY)).why())
        .isEqualTo("bybusyness: fewest requests in flight");
  }

  @Test
  void aNewMemberOfATrafficBalancerStartsLevel() {
    apply(balancer(member("a"), member("b")).method("bytraffic"));
    find(get("x"), "a").traffic().addRead(500_000);
    find(get("x"), "b").traffic().addRead(400_000);
    apply(balancer(member("a"), member("b"), member("c").weight(200)).method("bytraffic"));
    assertThat(find(get("x"), "c").traffic().countedRead()).isEqualTo(800_000);
    assertThat(find(get("x"), "c").traffic().read()).isZero();
  }

  @Test
  void aBadConfigurationChangesNothing() {
    apply(balancer(member("a")));
    Balancer before = get("x");
    assertThatThrownBy(
            () ->
                apply(
                    balancer(member("z")).key("x"),
                    balancer(member("b")).key("y").method("fastest")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test.conf:1: balancer://y: unknown lbmethod fastest; there are byrequests, bytraffic,"
                + " bybusyness, heartbeat");
    assertThatThrownBy(
            () -> apply(balancer(member("z")).key("x"), balancer(member("b").weight(99)).key("y")))
        .hasMessage("loadfactor must be between 1 and 100, not 0.99");
    assertThat(balancers.current().keySet()).containsExactly("x");
    assertThat(get("x")).isSameAs(before);
    assertThat(before.members()).hasToString("[http://a:8080]");
  }
}
