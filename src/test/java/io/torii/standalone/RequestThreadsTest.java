package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Few threads for what goes fast, others for what waits, and no more than there is room for. */
class RequestThreadsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final int fast = 48 * Runtime.getRuntime().availableProcessors();
  private final RequestThreads threads = new RequestThreads(fast + 100);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void close() {
    end.countDown();
    assertThat(threads.awaitIdle(SOON)).isTrue();
    threads.close();
  }

  @Test
  void whatWaitsLetsOthersPass() {
    start(fast + 50);
    await().atMost(SOON).untilAsserted(() -> assertThat(waiting).hasValue(fast + 50));
    threads.execute(done::incrementAndGet);
    await().atMost(SOON).untilAsserted(() -> assertThat(done).hasValue(1));
  }

  @Test
  void nobodyIsServedWithoutRoomAndEverybodyInTheEnd() {
    threads.room(() -> fast + 20);
    start(fast + 60);
    await().atMost(SOON).untilAsserted(() -> assertThat(waiting).hasValue(fast + 20));
    end.countDown();
    await().atMost(SOON).untilAsserted(() -> assertThat(done).hasValue(fast + 60));
    assertThat(waiting.get()).isEqualTo(fast + 60);
  }

  @Test
  void mostShortTasksAreLeftToTheFastThreads() throws InterruptedException {
    AtomicInteger byFast = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(5_000);
    for (int i = 0; i < 5_000; i++) {
      threads.execute(
          () -> {
            byFast.addAndGet(Thread.currentThread() instanceof RequestThread ? 1 : 0);
            all.countDown();
          });
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(byFast).hasValueGreaterThan(2_500); // some are not reached in time on a busy machine
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      threads.execute(
          () -> {
            waiting.incrementAndGet();
            try {
              assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            done.incrementAndGet();
          });
    }
  }
}
