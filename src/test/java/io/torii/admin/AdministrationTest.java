package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.FakeTime;
import io.torii.config.Loaded;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import io.torii.directive.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes as wholes: made, written down and told, or nothing of that. */
class AdministrationTest {

  private static final Author ALICE = new Author("alice", "127.0.0.1", Instant.EPOCH);
  private static final String X = "main/x";
  private static final String A = "http://a:8080";
  private static final String C = "http://c:8080";
  private static final String SITE =
      """
      BalancerPersist On
      <Proxy balancer://x>
        BalancerMember http://a:8080 loadfactor=2
        BalancerMember http://b:8080
      </Proxy>
      ProxyPass /app balancer://x/app
      """;

  @TempDir Path folder;
  private final List<String> audit = new ArrayList<>();
  private final Events events = new Events(InstantSource.system());
  private Path site;
  private Path changes;
  private FakeRunning running;
  private Administration administration;

  @BeforeEach
  void start() throws IOException {
    site = Files.writeString(folder.resolve("site.conf"), SITE);
    changes = folder.resolve("torii-changes.json");
    restart();
  }

  private void restart() throws IOException {
    running = FakeRunning.of(site, new FakeTime());
    administration = new Administration(running, events, audit::add);
    administration.started();
  }

  private static Proposal proposal(Edit... edits) {
    return new Proposal(
        "what", "balancer://x", A, ALICE, Proposal.Precondition.NONE, now -> with(now, edits));
  }

  private static Differences with(Differences now, Edit... edits) {
    Differences next = now;
    for (Edit edit : edits) {
      next = next.with(edit, ALICE);
    }
    return next;
  }

  private static Edit weight(String value) {
    return new Edit.SetMember(X, A, "loadfactor", value);
  }

  private int weight() {
    return running.member(A).settings().weight();
  }

  private List<String> places() {
    return administration.differences().all().stream().map(d -> d.edit().place()).toList();
  }

  @Test
  void aChangeIsMadeWrittenToldAndHeldThroughARestart() throws Exception {
    administration.change(proposal(weight("5")));
    assertThat(weight()).isEqualTo(500);
    assertThat(new ChangeFile(changes).read()).isEqualTo(administration.differences());
    assertThat(events.recent())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Event.Kind.CHANGE);
              assertThat(event.by()).isEqualTo("alice");
              assertThat(event.text()).isEqualTo("what");
            });
    assertThat(audit).singleElement().asString().contains("\"result\":\"made\"");
    restart();
    assertThat(weight()).isEqualTo(500);
    assertThat(events.recent()).hasSize(1);
  }

  @Test
  void whatCannotBeMadeChangesNothing() throws Exception {
    administration.change(proposal(weight("5")));
    String written = Files.readString(changes);
    Proposal half = proposal(weight("7"), new Edit.SetMember(X, A, "lbset", "100"));
    assertThatThrownBy(() -> administration.change(half))
        .isInstanceOfSatisfying(
            RefusedChangeException.class,
            refused -> {
              Problem problem = refused.problems().get(0);
              assertThat(problem.message()).contains("lbset=100");
              assertThat(refused.reason(problem).map(Difference::edit))
                  .contains(new Edit.SetMember(X, A, "lbset", "100"));
            });
    assertThat(weight()).isEqualTo(500);
    assertThat(Files.readString(changes)).isEqualTo(written);
    assertThat(events.recent()).hasSize(1);
    assertThat(audit).hasSize(2).last().asString().contains("refused: lbset=100");
  }

  @Test
  void aStaleChangeIsNotMade() throws Exception {
    Proposal stale =
        new Proposal(
            "what",
            "",
            "",
            ALICE,
            inUse -> {
              throw new StaleChangeException("look again");
            },
            now -> now.with(weight("9"), ALICE));
    assertThatThrownBy(() -> administration.change(stale)).isInstanceOf(StaleChangeException.class);
    assertThatThrownBy(() -> administration.tryOut(stale)).isInstanceOf(StaleChangeException.class);
    assertThat(weight()).isEqualTo(200);
    assertThat(changes).doesNotExist();
  }

  @Test
  void aTrialLeavesEverythingAsItIs() throws Exception {
    Loaded tried = administration.tryOut(proposal(weight("5")));
    assertThat(tried.overlaid().kept().all()).hasSize(1);
    assertThat(weight()).isEqualTo(200);
    assertThat(changes).doesNotExist();
    assertThat(events.recent()).isEmpty();
    assertThat(audit).isEmpty();
  }

  /** Not made, and not found made after a restart. */
  @Test
  void whatCannotBeTakenIntoUseIsTakenOutOfTheFileAgain() throws Exception {
    administration.change(proposal(weight("5")));
    running.refuse(new IllegalArgumentException("cannot be used"));
    assertThatThrownBy(() -> administration.change(proposal(weight("6"))))
        .isInstanceOf(RefusedChangeException.class)
        .hasMessage("cannot be used");
    running.refuse(new IllegalStateException("broken"));
    assertThatThrownBy(() -> administration.change(proposal(weight("7"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(new ChangeFile(changes).read().all())
        .extracting(Difference::edit)
        .containsExactly(weight("5"));
  }

  @Test
  void whatCannotBeWrittenDownIsNotMade() throws Exception {
    Files.createDirectory(folder.resolve("torii-changes.json.new")); // in the way
    assertThatThrownBy(() -> administration.change(proposal(weight("5"))))
        .isInstanceOf(IOException.class);
    assertThat(weight()).isEqualTo(200);
    assertThat(places()).isEmpty();
    assertThat(changes).doesNotExist();
  }

  @Test
  void whatTheConfigurationSaysIsNoDifference() throws Exception {
    administration.change(proposal(weight("5")));
    administration.change(proposal(weight("2")));
    assertThat(places()).isEmpty();
    assertThat(weight()).isEqualTo(200);
  }

  @Test
  void whatIsThereCannotBeAddedAgain() throws Exception {
    Edit.SetMember route = new Edit.SetMember(X, C, "route", "r3");
    administration.change(proposal(new Edit.AddMember(X, C), route));
    assertThatThrownBy(() -> administration.change(proposal(new Edit.AddMember(X, C))))
        .hasMessageContaining(C + " is a member already");
    assertThat(running.member(C).settings().route()).isEqualTo("r3");
    administration.change(
        proposal(new Edit.AddBalancer("main/y"), new Edit.AddMember("main/y", C)));
    assertThatThrownBy(() -> administration.change(proposal(new Edit.AddBalancer("main/y"))))
        .hasMessageContaining("balancer://y is there already");
    assertThat(places()).contains("main/y", "main/y " + C);
  }

  @Test
  void theFilesWinAfterARestartToo() throws Exception {
    administration.change(proposal(weight("5"), new Edit.SetMember(X, A, "route", "r1")));
    Files.writeString(site, SITE.replace("loadfactor=2", "loadfactor=4"));
    restart();
    assertThat(weight()).isEqualTo(400);
    assertThat(running.member(A).settings().route()).isEqualTo("r1");
    assertThat(lastEvent())
        .isEqualTo(
            "loadfactor=5 is given up: the configuration now says \"4\" here, in place of"
                + " \"2\".");
    Files.writeString(site, SITE);
    restart();
    assertThat(weight()).isEqualTo(200);
  }

  /** An added rule whose balancer is gone from the files must keep nobody from starting. */
  @Test
  void whatDoesNotFitTheFilesAnyMoreIsGivenUp() throws Exception {
    administration.change(
        proposal(weight("5"), new Edit.AddRule("/more balancer://x/"), weight("6")));
    Files.writeString(site, "BalancerPersist On\nProxyPass / http://a:8080/\n");
    Loaded read = FakeRunning.load(site).withFitting(administration.differences());
    assertThat(read.config()).isPresent();
    running.take(read);
    administration.reloaded(read);
    assertThat(places()).isEmpty();
    assertThat(events.recent())
        .extracting(Event::text)
        .anyMatch(t -> t.startsWith("ProxyPass /more balancer://x/ added is given up: "))
        .anyMatch(t -> t.startsWith("loadfactor=6 is given up: "));
    assertThat(new ChangeFile(changes).read().all()).isEmpty();
    restart();
    assertThat(places()).isEmpty();
  }

  @Test
  void aFileThatIsNamedLaterGetsWhatHoldsAlready() throws Exception {
    Files.writeString(site, SITE.replace("BalancerPersist On", ""));
    restart();
    administration.change(proposal(weight("5")));
    assertThat(changes).doesNotExist();
    Files.writeString(site, SITE);
    Loaded read = FakeRunning.load(site).withFitting(administration.differences());
    running.take(read);
    administration.reloaded(read);
    assertThat(new ChangeFile(changes).read()).isEqualTo(administration.differences());
  }

  private String lastEvent() {
    List<Event> recent = events.recent();
    return Objects.requireNonNull(recent.get(recent.size() - 1)).text();
  }
}
