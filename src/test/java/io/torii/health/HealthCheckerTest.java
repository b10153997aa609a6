package io.torii.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Balancer;
import io.torii.balancer.Make;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberUrl;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthCheckerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HealthCheckConfig EVERY_TICK =
      new HealthCheckConfig(Method.GET11, 2, 2, Duration.ofMillis(100), "/up", Optional.empty());

  private static HealthChecker checker(
      Supplier<? extends Collection<Balancer>> balancers, Probe probe, int threads) {
    return new HealthChecker(balancers, probe, TimeSource.system(), threads);
  }

  private static Balancer over(int port) {
    MemberUrl url = new MemberUrl("http", "127.0.0.1", port, "");
    return Make.balancer(Make.member(url).check(EVERY_TICK)).build(TimeSource.system());
  }

  private static SocketProbe sockets() {
    return new SocketProbe(m -> (SSLSocketFactory) SSLSocketFactory.getDefault(), (e, r) -> true);
  }

  @Test
  void aMemberGoesOutAndComesBack() throws Exception {
    RawServer.Behaviour well = RawServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    RawServer.Behaviour ill = RawServer.answer("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
    try (RawServer server = new RawServer(well)) {
      Balancer balancer = over(server.port());
      Member member = balancer.members().get(0);
      try (HealthChecker checker = checker(() -> List.of(balancer), sockets(), 16)) {
        checker.start();
        await().atMost(PATIENCE).until(() -> server.heads.size() >= 2);
        assertThat(member.statusWords()).isEqualTo("Init Ok ");
        server.behave(ill);
        await().atMost(PATIENCE).until(member::checkFailed);
        assertThat(member.statusWords()).isEqualTo("Init HcFl ");
        assertThat(member.lastError().orElseThrow().text()).isEqualTo("health check: answered 500");
        server.behave(well);
        await().atMost(PATIENCE).until(member::usable);
        assertThat(checker.counts(member)).isPresent();
      }
      assertThat(member.statusWords()).as("stopping is not a failure").isEqualTo("Init Ok ");
    }
  }

  @Test
  void oneCheckOfAMemberAtATimeAndOthersGoOn() throws Exception {
    Balancer slow = over(1);
    Balancer quick = over(2);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger slowChecks = new AtomicInteger();
    AtomicInteger quickChecks = new AtomicInteger();
    Probe probe =
        new FakeProbe() {
          @Override
          public Result check(Member member, HealthCheckConfig check) {
            if (member == quick.members().get(0)) {
              quickChecks.incrementAndGet();
            } else {
              slowChecks.incrementAndGet();
              awaitQuietly(release);
            }
            return new Result.Passed();
          }
        };
    try (HealthChecker checker = checker(() -> List.of(slow, quick), probe, 2)) {
      checker.start();
      await().atMost(PATIENCE).until(() -> quickChecks.get() >= 5);
      assertThat(slowChecks.get()).isEqualTo(1);
      release.countDown();
      await().atMost(PATIENCE).until(() -> slowChecks.get() >= 2);
    }
  }

  @Test
  void removedMembersAreForgottenAndNewOnesFound() {
    Balancer first = over(1);
    Balancer second = over(2);
    List<Balancer> configured = new CopyOnWriteArrayList<>(List.of(first));
    try (HealthChecker checker = checker(() -> configured, new FakeProbe(), 0)) {
      checker.start();
      Member before = first.members().get(0);
      Member after = second.members().get(0);
      await().atMost(PATIENCE).until(() -> counted(checker, before));
      configured.set(0, second);
      await().atMost(PATIENCE).until(() -> counted(checker, after));
      await().atMost(PATIENCE).until(() -> checker.counts(before).isEmpty());
    }
  }

  private static boolean counted(HealthChecker checker, Member member) {
    return checker.counts(member).flatMap(CheckCounts::lastCheck).isPresent();
  }

  @Test
  void aFailureOfOurOwnEndsNothing() {
    Balancer balancer = over(1);
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger checks = new AtomicInteger();
    Supplier<List<Balancer>> configured =
        () -> {
          if (looks.incrementAndGet() == 2) {
            throw new IllegalStateException("between two configurations");
          }
          return List.of(balancer);
        };
    Probe probe =
        new FakeProbe() {
          @Override
          public Result check(Member member, HealthCheckConfig check) {
            if (checks.incrementAndGet() == 2) {
              throw new IllegalStateException("a bug");
            }
            return new Result.Passed();
          }
        };
    try (HealthChecker checker = checker(configured, probe, 1)) {
      checker.start();
      await().atMost(PATIENCE).until(() -> checks.get() >= 4);
    }
    assertThat(balancer.members().get(0).usable()).isTrue();
  }

  @Test
  void stoppingLeavesNoThreadAndNoVerdict() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    RawServer.Behaviour stall =
        (s, socket) -> {
          arrived.countDown();
          over.await(20, TimeUnit.SECONDS);
        };
    try (RawServer server = new RawServer(stall)) {
      Balancer balancer = over(server.port());
      HealthChecker checker = checker(() -> List.of(balancer), sockets(), 16);
      checker.start();
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      checker.close();
      await().atMost(PATIENCE).until(() -> threads().isEmpty());
      assertThat(balancer.members().get(0).lastError()).isEmpty();
      over.countDown();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("torii-check"))
        .toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everybody is well. */
  private static class FakeProbe implements Probe {
    @Override
    public Result check(Member member, HealthCheckConfig check) {
      return new Result.Passed();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
