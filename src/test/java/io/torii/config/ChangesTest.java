package io.torii.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import io.torii.directive.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators change is laid over the files, and follows their changes. */
class ChangesTest {

  private static final Author ALICE = new Author("alice", "127.0.0.1", Instant.EPOCH);
  private static final String X = "main/x";
  private static final String A = "http://a:8080";
  private static final String B = "http://b:8080";
  private static final String SITE =
      """
      <Proxy balancer://x>
        BalancerMember http://a:8080 route=n1 loadfactor=2 status=+H
        BalancerMember http://b:8080
        ProxySet lbmethod=bytraffic
      </Proxy>
      ProxyPass /app balancer://x/app
      """;

  @TempDir Path folder;

  @BeforeEach
  void site() throws IOException {
    write(SITE);
  }

  @Test
  void parametersAndFlagsOfAMember() {
    Loaded changed =
        with(
            new Edit.SetMember(X, A, "loadfactor", "3.5"),
            new Edit.SetMember(X, A, "timeout", "7"),
            new Edit.SetMember(X, A, "route", ""),
            new Edit.SetFlag(X, A, MemberStatus.HOT_STANDBY, false),
            new Edit.SetFlag(X, A, MemberStatus.DISABLED, true));
    MemberConfig a = member(changed, 0);
    assertThat(a.weight()).isEqualTo(350);
    assertThat(a.transport().timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(a.route()).isEmpty();
    assertThat(a.status()).isEqualTo(Set.of(MemberStatus.DISABLED));
    assertThat(changed.overlaid().kept().all())
        .extracting(d -> d.configured().orElseThrow())
        .containsExactly("2", "", "n1", "on", "");
    assertThat(member(changed.with(Differences.NONE), 0).weight()).isEqualTo(200);
  }

  @Test
  void parametersOfABalancer() {
    Loaded changed =
        with(
            new Edit.SetBalancer(X, "lbmethod", "bybusyness"),
            new Edit.SetBalancer(X, "stickysession", "JSESSIONID|jsessionid"),
            new Edit.SetBalancer(X, "stickysessionsep", "!"),
            new Edit.SetBalancer(X, "failonstatus", "503,504"));
    BalancerConfig x = balancer(changed);
    assertThat(x.method()).isEqualTo("bybusyness");
    assertThat(x.sticky())
        .contains(new StickyConfig("JSESSIONID", "jsessionid", Optional.of('!'), false));
    assertThat(x.failOnStatus()).containsExactlyInAnyOrder(503, 504);
  }

  @Test
  void membersComeAndGo() {
    Loaded changed =
        with(
            new Edit.AddMember(X, "http://c:1"),
            new Edit.SetMember(X, "http://c:1", "route", "n3"),
            new Edit.RemoveMember(X, B));
    assertThat(balancer(changed).members())
        .extracting(m -> m.url() + " " + m.route())
        .containsExactly("http://a:8080 n1", "http://c:1 n3");
  }

  @Test
  void balancersAndRulesComeAndGo() {
    Loaded changed =
        with(
            new Edit.AddBalancer("main/new"),
            new Edit.AddMember("main/new", "http://n:80"),
            new Edit.AddRule("/new balancer://new/"),
            new Edit.RemoveRule("main", "/app main/x/app"),
            new Edit.RemoveBalancer(X));
    ProxyConfig config = changed.config().orElseThrow();
    assertThat(config.balancers()).containsOnlyKeys("main/new");
    assertThat(config.main().rules()).extracting(ProxyRule::text).containsExactly("/new main/new/");
    assertThat(config.main().settings().reverse()).hasSize(1);
  }

  @Test
  void aNewChangeThatCannotBeMadeIsAnErrorThatNamesIt() {
    assertThat(errors(new Edit.SetMember(X, A, "lbset", "100")))
        .containsExactly("change c1: lbset=100: must be a whole number from 0 to 99.");
    assertThat(errors(new Edit.SetMember(X, "http://z", "lbset", "1")))
        .containsExactly("change c1: the configuration has no such place.");
    assertThat(errors(new Edit.AddMember(X, A)))
        .containsExactly("change c1: http://a:8080 is a member already.");
    assertThat(errors(new Edit.AddMember(X, "ajp://z"))).singleElement().asString().contains("ajp");
    assertThat(errors(new Edit.AddBalancer(X)))
        .containsExactly("change c1: balancer://x is there already.");
    assertThat(errors(new Edit.RemoveBalancer(X)))
        .singleElement()
        .asString()
        .startsWith("change c1: balancer://x is still in use: ")
        .endsWith(":6 sends requests to it, remove that rule first.");
    assertThat(errors(new Edit.AddRule("new balancer://x/"))).isNotEmpty();
  }

  @Test
  void theFilesWinWhereBothTouchTheSameField() throws IOException {
    Differences held =
        with(
                new Edit.SetMember(X, A, "loadfactor", "5"),
                new Edit.SetMember(X, A, "route", "n9"),
                new Edit.SetMember(X, B, "lbset", "1"))
            .overlaid()
            .kept();
    write(SITE.replace("loadfactor=2", "loadfactor=4").replace("BalancerMember http://b:8080", ""));
    Loaded again = load().with(held);
    assertThat(member(again, 0).weight()).isEqualTo(400);
    assertThat(member(again, 0).route()).isEqualTo("n9");
    assertThat(again.overlaid().kept().all()).extracting(Difference::id).containsExactly("c2");
    assertThat(again.overlaid().givenUp())
        .extracting(given -> given.difference().id() + ": " + given.reason())
        .containsExactly(
            "c1: the configuration now says \"4\" here, in place of \"2\".",
            "c3: the configuration has no such place.");
    assertThat(again.problems(Problem.Severity.ERROR)).isEmpty();
  }

  @Test
  void aSecondChangeOfAPlaceTakesTheFirstOnesOver() {
    Differences once = with(new Edit.SetMember(X, A, "loadfactor", "5")).overlaid().kept();
    Differences twice = once.with(new Edit.SetMember(X, A, "loadfactor", "6"), ALICE);
    assertThat(twice.all()).hasSize(1);
    assertThat(load().with(twice).overlaid().kept().all().get(0).configured()).contains("2");
    Differences added =
        twice
            .with(new Edit.AddMember(X, "http://c:1"), ALICE)
            .with(new Edit.SetMember(X, "http://c:1", "route", "n3"), ALICE)
            .with(new Edit.RemoveMember(X, "http://c:1"), ALICE);
    assertThat(added.all()).isEqualTo(twice.all());
    Differences removed = added.with(new Edit.RemoveMember(X, A), ALICE);
    assertThat(removed.all())
        .extracting(Difference::edit)
        .containsExactly(new Edit.RemoveMember(X, A));
    assertThat(removed.with(new Edit.AddMember(X, A), ALICE).all()).isEmpty();
  }

  private List<String> errors(Edit edit) {
    Loaded changed = with(edit);
    assertThat(changed.config()).isEmpty();
    return changed.problems(Problem.Severity.ERROR).stream().map(Problem::toString).toList();
  }

  private Loaded with(Edit... edits) {
    Differences differences = Differences.NONE;
    for (Edit edit : edits) {
      differences = differences.with(edit, ALICE);
    }
    return load().with(differences);
  }

  private Loaded load() {
    return ConfigLoader.load(LoadRequest.files(folder.resolve("site.conf").toString()));
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("site.conf"), text);
  }

  private static BalancerConfig balancer(Loaded loaded) {
    BalancerConfig found = loaded.config().orElseThrow().balancers().get(X);
    assertThat(found).isNotNull();
    return Objects.requireNonNull(found);
  }

  private static MemberConfig member(Loaded loaded, int index) {
    return balancer(loaded).members().get(index);
  }
}
