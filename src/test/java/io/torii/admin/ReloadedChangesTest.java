package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.FakeTime;
import io.torii.config.Loaded;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of changes that the configuration names for the first time while the process runs. */
class ReloadedChangesTest {

  private static final Author ALICE = new Author("alice", "127.0.0.1", Instant.EPOCH);
  private static final String X = "main/x";
  private static final String A = "http://a:8080";
  private static final String C = "http://c:8080";
  private static final String WITHOUT =
      """
      <Proxy balancer://x>
        BalancerMember http://a:8080 loadfactor=2
        BalancerMember http://b:8080
      </Proxy>
      ProxyPass /app balancer://x/app
      """;
  private static final String SITE = "BalancerPersist On\n" + WITHOUT;

  @TempDir Path folder;
  private final Events events = new Events(InstantSource.system());
  private Path site;
  private Path changes;
  private FakeRunning running;
  private Administration administration;

  @BeforeEach
  void start() throws IOException {
    site = folder.resolve("site.conf");
    changes = folder.resolve("torii-changes.json");
    restart(SITE);
  }

  private void restart(String conf) throws IOException {
    running = FakeRunning.of(Files.writeString(site, conf), new FakeTime());
    administration = new Administration(running, events, line -> {});
    administration.started();
  }

  private void change(Edit... edits) throws Exception {
    administration.change(
        new Proposal(
            "what",
            "balancer://x",
            A,
            ALICE,
            Proposal.Precondition.NONE,
            now -> {
              Differences next = now;
              for (Edit edit : edits) {
                next = next.with(edit, ALICE);
              }
              return next;
            }));
  }

  private static Edit weight(String value) {
    return new Edit.SetMember(X, A, "loadfactor", value);
  }

  private int weight() {
    return running.member(A).settings().weight();
  }

  private void reload(String conf) throws IOException {
    Files.writeString(site, conf);
    Loaded read = administration.again(FakeRunning.load(site));
    running.take(read);
    administration.reloaded(read);
  }

  /** Of another process, or of this one before somebody else has changed it: nothing is lost. */
  @Test
  void aFileThatIsNamedLaterIsReadBeforeItIsWritten() throws Exception {
    change(
        weight("5"),
        new Edit.SetMember(X, A, "route", "r1"),
        new Edit.AddMember(X, C),
        new Edit.SetMember(X, C, "route", "r3"));
    restart(WITHOUT);
    assertThat(administration.differences().all()).isEmpty();
    change(weight("7"), new Edit.AddMember(X, C));

    reload(SITE);
    assertThat(weight()).isEqualTo(700);
    assertThat(running.member(A).settings().route()).isEqualTo("r1");
    assertThat(running.member(C).settings().route()).isEqualTo("r3");
    assertThat(events.recent())
        .extracting(Event::text)
        .contains(
            "loadfactor=5 is given up: something else has been changed here since, which counts.");
    assertThat(administration.differences().all())
        .extracting(Difference::id)
        .doesNotHaveDuplicates();
    assertThat(new ChangeFile(changes).read()).isEqualTo(administration.differences());
    restart(SITE);
    assertThat(weight()).isEqualTo(700);
    assertThat(administration.differences().all()).hasSize(4);
  }

  /** What this process has left there is no news. */
  @Test
  void whatHasBeenRevertedMeanwhileDoesNotComeBackFromTheFile() throws Exception {
    change(weight("5"), new Edit.SetMember(X, A, "route", "r1"));
    reload(WITHOUT);
    administration.change(
        new Proposal("", "", "", ALICE, Proposal.Precondition.NONE, now -> now.without("c1")));
    reload(SITE);
    assertThat(weight()).isEqualTo(200);
    assertThat(running.member(A).settings().route()).isEqualTo("r1");
    assertThat(new ChangeFile(changes).read()).isEqualTo(administration.differences());
  }

  @Test
  void aFileThatIsNamedLaterAndCannotBeReadIsLeftAlone() throws Exception {
    restart(WITHOUT);
    Files.writeString(changes, "{");
    assertThatThrownBy(() -> reload(SITE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(changes + " is no file of changes");
    assertThat(changes).hasContent("{");
  }
}
