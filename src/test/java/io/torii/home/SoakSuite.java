package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every kind of traffic at once for a while, with members that die, come back and lie: no byte is
 * wrong, nothing is lost that could be saved, and nothing is held when it is over. {@code
 * -Dsoak.minutes} says how long.
 */
abstract class SoakSuite extends HomeSuite {

  private static final Duration LONG = Duration.ofMinutes(Integer.getInteger("soak.minutes", 1));
  private static final Duration WARM_UP = Duration.ofSeconds(12);
  private static final Duration ALL_WELL = Duration.ofSeconds(6);
  private static final Duration DEAD = Duration.ofSeconds(1);
  private static final Duration ALIVE = Duration.ofSeconds(6);

  /** {@code retry=1}, with some to spare. */
  private static final Duration BACK = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern BUSY = Pattern.compile("\"busy\":(\\d+)");

  private final CountDownLatch never = new CountDownLatch(1);
  private final SoakMembers members = closing(members());

  private static SoakMembers members() {
    try {
      return new SoakMembers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives("ErrorLog \"" + folder() + "/error.log\"\n" + members.directives());
  }

  @Test
  void nothingIsWrongAndNothingIsLeft() throws Exception {
    ServerProcess server = ServerProcess.of(home().pid());
    SoakCounts warm = new SoakCounts();
    trouble(WARM_UP, warm);
    assertThat(warm.faults()).isEmpty();
    settle();
    SoakHolds before = SoakHolds.now(server);
    int kills = members.kills();
    int lies = members.lies().told();
    SoakCounts counts = new SoakCounts();
    SoakCounts well = new SoakCounts();
    try {
      trouble(LONG.minus(WARM_UP).minus(ALL_WELL), counts);
      loaded(ALL_WELL, well, true);
      assertThat(counts.faults()).isEmpty();
      assertThat(well.faults()).isEmpty();
      settle();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                SoakHolds now = SoakHolds.now(server);
                assertThat(now.within(before)).as(now.since(before)).isTrue();
              });
    } finally {
      tell(
          "%s, %d killed, %d lies, %d lost to them, then %d without loss; %s; %d faults"
              .formatted(
                  counts,
                  members.kills() - kills,
                  members.lies().told() - lies,
                  counts.lostToLiars(),
                  well.all(),
                  SoakHolds.now(server).since(before),
                  counts.faults().size() + well.faults().size()));
    }
    assertThat(members.complaints()).isEmpty();
    assertThat(well.members()).containsAll(SoakMembers.NAMES);
    assertThat(members.kills() - kills).isGreaterThan(2);
    assertThat(members.lies().surplus()).isPositive();
    assertThat(counts.lostToLiars()).isBetween(1, members.lies().told() - lies);
    assertThat(counts.all()).isGreaterThan(500);
  }

  private void tell(String what) throws IOException {
    String line = "soak of %d min: %s".formatted(LONG.toMinutes(), what);
    Matrix.add(home().container().title(), line);
    System.out.println(line);
  }

  /** Load, with one that dies and comes back by turns, and one that lies. */
  private void trouble(Duration time, SoakCounts counts) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    SoakLoad load = SoakLoad.start(port(), members, counts, false);
    members.lies().lie(true);
    try {
      for (int victim = 0; end - System.nanoTime() > 0; victim++) {
        members.kill(victim);
        during(DEAD);
        members.revive(victim);
        during(ALIVE);
      }
    } finally {
      members.lies().lie(false);
      load.stop();
    }
    during(BACK);
  }

  private void loaded(Duration time, SoakCounts counts, boolean strict) throws Exception {
    SoakLoad load = SoakLoad.start(port(), members, counts, strict);
    during(time);
    load.stop();
  }

  private void during(Duration time) throws InterruptedException {
    assertThat(never.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  /** No request is under way, no tunnel, and but one connection waits for the next. */
  private void settle() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String api = get("/balancer-manager/api/balancers").body();
              assertThat(BUSY.matcher(api).results().map(busy -> busy.group(1)))
                  .hasSize(SoakMembers.NAMES.size())
                  .containsOnly("0");
              assertThat(members.open()).isLessThanOrEqualTo(SoakMembers.KEPT);
            });
  }
}
