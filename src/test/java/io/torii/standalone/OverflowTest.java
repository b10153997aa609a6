package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Who takes what is in the queue when there is no room for more threads. */
class OverflowTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger offers = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  /** Takes what it is offered at the third time only: before, it is not quite asleep. */
  private void fastThread() {
    if (offers.incrementAndGet() >= 3) {
      for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
        task.run();
      }
    }
  }

  @Test
  void aThreadThatLookedTooEarlyIsOfferedTheQueueAgain() {
    try (Overflow overflow = new Overflow(queue, new LongAdder(), 0, this::fastThread)) {
      queue.add(done::incrementAndGet);
      overflow.wake();
      await().atMost(SOON).untilAsserted(() -> assertThat(done).hasValue(1));
      queue.add(done::incrementAndGet);
      overflow.wake();
      await().atMost(SOON).untilAsserted(() -> assertThat(done).hasValue(2));
    }
  }
}
