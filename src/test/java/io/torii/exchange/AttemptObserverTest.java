package io.torii.exchange;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.rule.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What observers of attempts hear, and what is known when a request is over. */
class AttemptObserverTest {

  private static final Site TWO =
      Site.of(
          "ProxyPass /p balancer://c",
          "<Proxy balancer://c>",
          "BalancerMember http://a:81",
          "BalancerMember http://b:82",
          "</Proxy>");

  /** Writes down what it hears, and tells members how often it has been asked. */
  private static final class Diary implements AttemptObserver {

    final List<String> lines = new ArrayList<>();

    @Override
    public MemberRequest sending(
        Exchange exchange, Balancer balancer, Member member, MemberRequest request) {
      lines.add("to " + member.url().host() + (request.fresh() ? " afresh" : ""));
      String before = request.headers().get("X-Count");
      return request.withField("X-Count", before == null ? "1" : before + "1");
    }

    @Override
    public void ended(
        Exchange exchange, Balancer balancer, Member member, Attempt result, Duration elapsed) {
      String what =
          result instanceof Failure failure
              ? failure.kind().name()
              : Integer.toString(((MemberResponse) result).status());
      lines.add(member.url().host() + " " + what);
    }
  }

  private static Completed serve(Site site, Upstream upstream, AttemptObserver observer)
      throws IOException {
    return new Engine(site, upstream, observer).get("/p/x");
  }

  @Test
  void eachMemberThatIsAskedIsTold() throws IOException {
    Diary diary = new Diary();
    ScriptedUpstream upstream = new ScriptedUpstream().fails(Failure.Kind.CONNECT).answers(200);
    Completed done = serve(TWO, upstream, diary);
    assertThat(diary.lines).containsExactly("to a", "a CONNECT", "to b", "b 200");
    assertThat(upstream.sent).extracting(r -> r.headers().get("X-Count")).containsExactly("1", "1");
    Attempts attempts = requireNonNull(done.attempts());
    assertThat(attempts.member()).hasToString("http://b:82");
    assertThat(attempts.balancer().url()).isEqualTo("balancer://c");
    assertThat(attempts.sent()).isEqualTo(2);
    assertThat(attempts.failovers()).isEqualTo(1);
    assertThat(attempts.repeats()).isZero();
    assertThat(attempts.failure()).isNull();
    assertThat(requireNonNull(done.rule()).prefix()).contains("/p");
  }

  @Test
  void theSilentRepeatIsAnAttemptAndNoFailover() throws IOException {
    Diary diary = new Diary();
    Completed done =
        serve(TWO, new ScriptedUpstream().fails(Failure.Kind.NO_RESPONSE).answers(204), diary);
    assertThat(diary.lines).containsExactly("to a", "a NO_RESPONSE", "to a afresh", "a 204");
    Attempts attempts = requireNonNull(done.attempts());
    assertThat(attempts.sent()).isEqualTo(2);
    assertThat(attempts.repeats()).isEqualTo(1);
    assertThat(attempts.failovers()).isZero();
  }

  @Test
  void theLastFailureIsKept() throws IOException {
    Completed done =
        serve(TWO, new ScriptedUpstream().fails(Failure.Kind.READ_TIMEOUT), AttemptObserver.NONE);
    assertThat(done.status()).isEqualTo(502);
    Attempts attempts = requireNonNull(done.attempts());
    assertThat(attempts.failure()).isEqualTo(Failure.Kind.READ_TIMEOUT);
  }

  @Test
  void aMembersErrorsAreItsFailuresAndAnswersOf5xx() throws IOException {
    assertThat(errors(new ScriptedUpstream().fails(Failure.Kind.CONNECT).answers(503)))
        .containsExactly(1L, 1L);
    assertThat(errors(new ScriptedUpstream().fails(Failure.Kind.NO_RESPONSE).answers(200)))
        .containsExactly(1L, 0L);
    assertThat(errors(new ScriptedUpstream().answers(404))).containsExactly(0L, 0L);
    assertThat(errors(new ScriptedUpstream().fails(Failure.Kind.CLIENT_GONE)))
        .containsExactly(0L, 0L);
  }

  private static List<Long> errors(Upstream upstream) throws IOException {
    Attempts attempts = requireNonNull(serve(TWO, upstream, AttemptObserver.NONE).attempts());
    return attempts.balancer().members().stream().map(m -> m.traffic().errors()).toList();
  }

  @Test
  void severalAddToOneAnother() throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream().answers(200);
    serve(TWO, upstream, AttemptObserver.all(List.of(new Diary(), new Diary())));
    assertThat(upstream.sent.get(0).headers().all("X-Count")).containsExactly("11");
  }

  @Test
  void nobodyAndOneAreWhatTheyAre() {
    Diary one = new Diary();
    assertThat(AttemptObserver.all(List.of())).isSameAs(AttemptObserver.NONE);
    assertThat(AttemptObserver.all(List.of(AttemptObserver.NONE, one))).isSameAs(one);
  }

  @Test
  void whatGoesToNoMemberHasNoAttempts() throws IOException {
    Site site = Site.of("Redirect /p http://x.example/");
    Exchange exchange = FakeClient.exchange(site.visit("/p/x"));
    Completed done = exchange.completed(true);
    assertThat(done.attempts()).isNull();
    assertThat(done.rule()).isNull();
  }
}
