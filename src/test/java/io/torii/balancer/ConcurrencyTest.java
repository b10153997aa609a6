package io.torii.balancer;

import static io.torii.balancer.Make.ANY;
import static io.torii.balancer.Make.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.MemberStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConcurrencyTest {

  private static final int THREADS = 8;
  private static final int EACH = 10_000;

  private static void inParallel(Callable<Void> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(task));
      }
      for (Future<Void> one : running) {
        one.get(100, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Void> selections(Balancer balancer, int times) {
    return () -> {
      for (int i = 0; i < times; i++) {
        Make.chosen(balancer.select(ANY)).release();
      }
      return null;
    };
  }

  private static void exact(int[] weights, long... expected) throws Exception {
    Balancer balancer = weights(weights).build(TimeSource.system());
    inParallel(selections(balancer, EACH));
    assertThat(balancer.members().stream().map(Member::elected)).containsExactly(box(expected));
    assertThat(balancer.members().stream().map(Member::busy)).containsOnly(0);
  }

  private static Long[] box(long... values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  @Test
  void equalWeightsAreServedExactlyInTurn() throws Exception {
    exact(new int[] {100, 100, 100}, 26_667, 26_667, 26_666);
  }

  @Test
  void doubleWeightIsServedExactlyTwice() throws Exception {
    exact(new int[] {200, 100, 100}, 40_000, 20_000, 20_000);
  }

  @Test
  void everyMethodCountsWhatItTakes() throws Exception {
    for (String method : List.of("bybusyness", "bytraffic")) {
      Balancer balancer = weights(100, 100, 100).method(method).build(TimeSource.system());
      inParallel(selections(balancer, 2_000));
      assertThat(balancer.members().stream().mapToLong(Member::elected).sum())
          .as(method)
          .isEqualTo(THREADS * 2_000L);
      assertThat(balancer.members().stream().map(Member::busy)).as(method).containsOnly(0);
    }
  }

  @Test
  void reloadsAndOperatorsLoseNothing() throws Exception {
    Balancers balancers = new Balancers(TimeSource.system(), new Random(1));
    balancers.apply(List.of(weights(100, 100, 100).config()), null);
    Balancer balancer = balancers.get("x").orElseThrow();
    Member first = balancer.members().get(0);
    Random random = new Random(7);
    inParallel(
        () -> {
          for (int i = 0; i < 2_000; i++) {
            Make.chosen(balancer.select(ANY)).release();
            if (i % 100 == 0) {
              boolean disabled = random.nextBoolean();
              Make.flag(balancer, "a", MemberStatus.DISABLED, disabled);
              balancers.apply(List.of(weights(100, 100, 100).config()), null);
            }
          }
          return null;
        });
    assertThat(balancer.members().get(0)).isSameAs(first);
    assertThat(balancer.members().stream().mapToLong(Member::elected).sum())
        .isEqualTo(THREADS * 2_000L);
    assertThat(balancer.members().stream().map(Member::busy)).containsOnly(0);
  }
}
