package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.balancer;
import static io.torii.balancer.Make.chosen;
import static io.torii.balancer.Make.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.MemberUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

  @TempDir Path folder;
  private Path file;
  private final FakeTime time = new FakeTime();
  private int bound;
  private int next;
  private final RandomGenerator random =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new AssertionError("not asked for");
        }

        @Override
        public int nextInt(int exclusive) {
          bound = exclusive;
          return next;
        }
      };

  @BeforeEach
  void name() {
    file = folder.resolve("hb.dat");
  }

  private Balancer over(Make.MemberBuilder... members) {
    BalancingMethod method =
        new BalancingMethods(file, time, random).byName("heartbeat").orElseThrow();
    return new Balancer(balancer(members).config(), method, time);
  }

  private String pick(Balancer balancer, int number) {
    next = number;
    return balancer.select(ANY) instanceof Selection.Chosen chosen
        ? chosen.member().url().authority()
        : "-";
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
    time.pass(Duration.ofMillis(100));
  }

  @Test
  void inProportionToFreeSlots() throws IOException {
    write(
        """
        # written by a monitor
        10.0.0.1 busy=1&ready=3&lastseen=1
        10.0.0.2 busy=5&ready=2&lastseen=9&port=80
        10.0.0.3 busy=1&ready=50&lastseen=10
        junk
        10.0.0.9 ready=x&busy=-4&other=1
        """);
    Balancer balancer =
        over(member("10.0.0.1"), member("10.0.0.2"), member("10.0.0.3"), member("10.0.0.4"));
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i <= 5; i++) {
      hosts.append(pick(balancer, i).charAt(7));
      assertThat(bound).isEqualTo(6);
    }
    assertThat(hosts).as("at a boundary the later one wins").hasToString("111222");
  }

  @Test
  void anIdleHostCountsForAQuarter() throws IOException {
    write("10.0.0.1 busy=0&ready=9&lastseen=1\n10.0.0.2 busy=1&ready=3&lastseen=1\n");
    Balancer balancer = over(member("10.0.0.1"), member("10.0.0.2"));
    assertThat(pick(balancer, 1)).isEqualTo("10.0.0.1:8080");
    assertThat(bound).isEqualTo(6);
    assertThat(pick(balancer, 2)).isEqualTo("10.0.0.2:8080");
  }

  @Test
  void withoutReportsNobodyIsChosen() throws IOException {
    Balancer balancer = over(member("10.0.0.1"));
    assertThat(pick(balancer, 0)).as("no file yet").isEqualTo("-");
    write("10.0.0.1 busy=3&ready=0&lastseen=1\n");
    assertThat(pick(balancer, 0)).isEqualTo("-");
    assertThat(Make.balancer(member("a")).method("heartbeat").build(time).select(ANY))
        .as("no HeartbeatStorage")
        .isInstanceOf(Selection.Nobody.class);
  }

  @Test
  void theFileIsReadAgainWhenItChanges() throws IOException {
    write("10.0.0.1 busy=1&ready=3&lastseen=1\n");
    Balancer balancer = over(member("10.0.0.1"), member("10.0.0.2"));
    assertThat(pick(balancer, 1)).isEqualTo("10.0.0.1:8080");
    write("10.0.0.2 busy=1&ready=30&lastseen=1\n");
    assertThat(pick(balancer, 1)).isEqualTo("10.0.0.2:8080");
    Files.delete(file);
    time.pass(Duration.ofMillis(100));
    assertThat(pick(balancer, 1)).as("what was known stays").isEqualTo("10.0.0.2:8080");
  }

  @Test
  void onlyUsableMembersAndNothingElseCounts() throws IOException {
    write("10.0.0.1 busy=1&ready=3&lastseen=1\n10.0.0.2 busy=1&ready=3&lastseen=1\n");
    Balancer balancer =
        over(member("10.0.0.1").status("D"), member("10.0.0.2").status("NH").lbset(9));
    assertThat(pick(balancer, 0)).isEqualTo("10.0.0.2:8080");
    assertThat(bound).isEqualTo(4);
  }

  @Test
  void portsTellMembersOfAHostApart() throws IOException {
    write(
        """
        127.0.0.1 busy=1&ready=3&lastseen=1&port=8001
        127.0.0.1 busy=1&ready=7&lastseen=1&port=8002
        """);
    Balancer balancer =
        over(
            member(new MemberUrl("http", "127.0.0.1", 8001, "")),
            member(new MemberUrl("http", "127.0.0.1", 8002, "")));
    assertThat(pick(balancer, 2)).isEqualTo("127.0.0.1:8001");
    assertThat(bound).isEqualTo(11);
    assertThat(chosen(balancer.select(ANY)).lbstatus()).isZero();
  }
}
