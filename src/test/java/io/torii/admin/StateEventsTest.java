package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancer;
import io.torii.balancer.FakeTime;
import io.torii.balancer.Make;
import io.torii.balancer.Member;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateEventsTest {

  private final FakeTime time = new FakeTime();
  private final Events events = new Events(time::now);
  private final StateEvents states = new StateEvents(events, time::now);
  private final Balancer balancer = Make.balancer(Make.member("a"), Make.member("b")).build(time);
  private final Member a = balancer.members().get(0);
  private final Member b = balancer.members().get(1);

  @Test
  void whatHappensToAMemberIsTold() {
    states.flipped(a, "is out");
    assertThat(events.recent())
        .containsExactly(
            new Event(
                events.recent().get(0).id(),
                time.now(),
                Event.Kind.STATE,
                a.owner(),
                "http://a:8080",
                "is out",
                "",
                ""));
  }

  @Test
  void theSameNewsIsToldOnceInTenSeconds() {
    states.flipped(a, "is out");
    time.pass(Duration.ofMillis(9_999));
    states.flipped(a, "is out");
    states.flipped(a, "is back");
    states.flipped(b, "is out");
    assertThat(events.recent()).hasSize(3);
    time.pass(Duration.ofMillis(1));
    states.flipped(a, "is out");
    assertThat(events.recent()).hasSize(4);
    states.flipped(a, "is out");
    assertThat(events.recent()).hasSize(4);
  }

  /** However many different texts there are, memory is bounded, and none of them is lost. */
  @Test
  void onlyTheOldestNewsIsForgotten() {
    for (int i = 0; i <= 1_000; i++) {
      states.flipped(a, "news " + i);
    }
    long before = last();
    states.flipped(a, "news 1000");
    states.flipped(a, "news 1");
    assertThat(last()).isEqualTo(before);
    states.flipped(a, "news 0");
    assertThat(last()).isEqualTo(before + 1);
  }

  private long last() {
    return events.recent().get(events.recent().size() - 1).id();
  }
}
