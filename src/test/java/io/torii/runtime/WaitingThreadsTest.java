package io.torii.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody waits for a thread, however many wait in one. */
class WaitingThreadsTest {

  private static final int TASKS = 300;

  @Test
  void eachTaskHasAThreadOfItsOwn() throws Exception {
    CountDownLatch running = new CountDownLatch(TASKS);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(TASKS);
    try (WaitingThreads threads = new WaitingThreads("torii-test-")) {
      for (int i = 0; i < TASKS; i++) {
        threads.execute(
            () -> {
              running.countDown();
              await(end);
              ended.countDown();
            });
      }
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    }
    end.countDown(); // what runs outlives the close
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void platformThreadsEndWithIt() {
    assumeThat(WaitingThreads.virtual()).as("virtual threads need no end").isNull();
    WaitingThreads threads = new WaitingThreads("torii-test-");
    threads.close();
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
