package io.torii.balancer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when a test, or somebody's pause, makes it. */
public final class FakeTime implements TimeSource {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private Runnable onPause = () -> {};

  @Override
  public Instant now() {
    return START.plusNanos(nanos.get());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pass(duration);
    onPause.run();
  }

  public void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** What happens each time somebody has paused. */
  void onPause(Runnable action) {
    onPause = action;
  }
}
