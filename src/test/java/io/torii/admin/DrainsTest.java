package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.FakeTime;
import io.torii.balancer.Member;
import io.torii.balancer.Selection;
import io.torii.balancer.SelectionRequest;
import io.torii.config.MemberStatus;
import io.torii.config.change.Author;
import io.torii.config.change.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drains by a clock that the test moves; their own ticking is stopped. */
class DrainsTest {

  private static final Author ALICE = new Author("alice", "127.0.0.1", Instant.EPOCH);
  private static final String X = "main/x";
  private static final String A = "http://a:8080";
  private static final SelectionRequest TO_A = SelectionRequest.of("/", List.of("JSESSIONID=s.ra"));

  @TempDir Path folder;
  private final FakeTime time = new FakeTime();
  private final Events events = new Events(time::now);
  private FakeRunning running;
  private Administration administration;
  private Drains drains;

  @BeforeEach
  void start() throws IOException {
    begin(
        """
        <Proxy balancer://x>
          BalancerMember http://a:8080 route=ra
          BalancerMember http://b:8080 route=rb
          ProxySet stickysession=JSESSIONID
        </Proxy>
        ProxyPass / balancer://x/
        """);
  }

  private void begin(String conf) throws IOException {
    running = FakeRunning.of(Files.writeString(folder.resolve("site.conf"), conf), time);
    administration = new Administration(running, events, line -> {});
    drains = new Drains(administration, time);
    drains.close();
  }

  @AfterEach
  void stop() {
    drains.close();
  }

  private void flag(boolean on) throws Exception {
    administration.change(
        new Proposal(
            "draining",
            "",
            A,
            ALICE,
            Proposal.Precondition.NONE,
            now -> now.with(new Edit.SetFlag(X, A, MemberStatus.DRAIN, on), ALICE)));
  }

  private Drain drain(int seconds, int quiet, Drain.Then then) throws Exception {
    flag(true);
    Drain drain =
        new Drain(
            X,
            A,
            time.now(),
            time.now().plusSeconds(seconds),
            Duration.ofSeconds(quiet),
            then,
            ALICE);
    drains.start(drain);
    return drain;
  }

  private void pass(Duration duration) {
    time.pass(duration);
    drains.tick();
  }

  private Member a() {
    return running.member(A);
  }

  private Member select() {
    return ((Selection.Chosen) running.balancer().select(TO_A)).member();
  }

  private boolean drains() {
    return drains.of(X, A).isPresent();
  }

  private List<String> told() {
    return events.recent().stream()
        .filter(event -> event.kind() == Event.Kind.DRAIN)
        .map(Event::text)
        .toList();
  }

  @Test
  void aStickyMemberIsQuietWhenNoRequestHasComeForAWhile() throws Exception {
    drain(600, 30, Drain.Then.DISABLE);
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(29));
    assertThat(select()).isSameAs(a()); // its session's next request
    pass(Duration.ofSeconds(2));
    assertThat(drains()).isTrue();
    a().release();
    pass(Duration.ofSeconds(1));
    pass(Duration.ofMillis(28_999));
    assertThat(drains()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(drains()).isFalse();
    assertThat(a().settings().is(MemberStatus.DISABLED)).isTrue();
    assertThat(a().settings().is(MemberStatus.DRAIN)).isFalse();
    assertThat(told().get(1)).isEqualTo("the drain is over: all its requests are over");
  }

  @Test
  void withoutSessionsItIsOverWithItsLastRequest() throws Exception {
    begin(
        """
        <Proxy balancer://x>
          BalancerMember http://a:8080
        </Proxy>
        ProxyPass / balancer://x/
        """);
    assertThat(select()).isSameAs(a());
    drain(600, 30, Drain.Then.NOTHING);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(100));
    assertThat(drains()).isTrue();
    a().release();
    pass(Duration.ofMillis(100));
    assertThat(drains()).isFalse();
    assertThat(a().settings().is(MemberStatus.DRAIN)).isTrue();
  }

  @Test
  void theDeadlineEndsIt() throws Exception {
    assertThat(select()).isSameAs(a());
    drain(5, 30, Drain.Then.REMOVE);
    pass(Duration.ofMillis(4_999));
    assertThat(drains()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(drains()).isFalse();
    assertThat(running.balancer().members()).extracting(m -> m.url().host()).containsExactly("b");
    assertThat(told().get(1)).contains("the deadline is over, requests in flight: 1");
    assertThat(administration.differences().all())
        .extracting(d -> d.edit())
        .containsExactly(new Edit.RemoveMember(X, A));
  }

  @Test
  void whoPutsItBackEndsTheDrain() throws Exception {
    drain(5, 30, Drain.Then.REMOVE);
    flag(false);
    pass(Duration.ofSeconds(6));
    assertThat(drains()).isFalse();
    assertThat(running.balancer().members()).hasSize(2);
    assertThat(told().get(1)).contains("it does not drain any more");
  }

  @Test
  void whatIsCancelledNeverEnds() throws Exception {
    drain(5, 30, Drain.Then.REMOVE);
    assertThat(drains.cancel(X, A)).isTrue();
    assertThat(drains.cancel(X, A)).isFalse();
    pass(Duration.ofSeconds(6));
    assertThat(running.balancer().members()).hasSize(2);
    assertThat(told()).last().isEqualTo("the drain is cancelled");
  }

  @Test
  void aSecondDrainReplacesTheFirst() throws Exception {
    drain(5, 30, Drain.Then.REMOVE);
    Drain second = drain(50, 60, Drain.Then.NOTHING);
    pass(Duration.ofSeconds(6));
    assertThat(drains.of(X, A)).contains(second);
    pass(Duration.ofSeconds(44));
    assertThat(drains()).isFalse();
    assertThat(running.balancer().members()).hasSize(2);
  }

  /** Whoever hears of the end may begin another one at once. */
  @Test
  void whatHasBeenReplacedWhileItWasLookedAtDoesNotEndTheOther() throws Exception {
    Drain first = drain(5, 30, Drain.Then.REMOVE);
    Drain second =
        new Drain(
            X,
            A,
            time.now(),
            time.now().plusSeconds(60),
            Duration.ofSeconds(30),
            Drain.Then.NOTHING,
            ALICE);
    time.pass(Duration.between(time.now(), first.deadline()));
    running.meanwhile(() -> drains.start(second));
    drains.tick();
    assertThat(drains.of(X, A)).contains(second);
    assertThat(running.balancer().members()).hasSize(2);
  }

  @Test
  void whatCannotBeDoneInTheEndIsTold() throws Exception {
    drain(5, 30, Drain.Then.REMOVE);
    running.refuse(new IllegalArgumentException("cannot be used"));
    pass(Duration.ofSeconds(6));
    assertThat(drains()).isFalse();
    assertThat(told()).last().isEqualTo("cannot be ended: cannot be used");
  }

  /** The flag is taken away, and that is answered, while the end is being made. */
  @Test
  void whatIsCancelledJustBeforeItsEndIsNeitherRemovedNorDisabled() throws Exception {
    for (Drain.Then then : List.of(Drain.Then.REMOVE, Drain.Then.DISABLE)) {
      drain(5, 30, then);
      time.pass(Duration.ofSeconds(6));
      running.beforeLook(() -> flag(false));
      drains.tick();
      assertThat(running.balancer().members()).hasSize(2);
      assertThat(a().settings().is(MemberStatus.DISABLED)).isFalse();
      assertThat(drains()).isFalse();
      assertThat(told()).last().isEqualTo("the drain is over: it was cancelled before its end");
    }
  }

  @Test
  void anotherDrainThatBeginsJustBeforeTheEndGoesOn() throws Exception {
    drain(5, 30, Drain.Then.REMOVE);
    time.pass(Duration.ofSeconds(6));
    running.beforeLook(() -> drain(50, 60, Drain.Then.NOTHING));
    drains.tick();
    assertThat(drains()).isTrue();
    assertThat(running.balancer().members()).hasSize(2);
  }

  @Test
  void whateverGoesWrongInTheEndIsTold() throws Exception {
    drain(5, 30, Drain.Then.REMOVE);
    running.refuse(new IllegalStateException("broken"));
    pass(Duration.ofSeconds(6));
    assertThat(drains()).isFalse();
    assertThat(told()).last().isEqualTo("cannot be ended: broken");
  }
}
