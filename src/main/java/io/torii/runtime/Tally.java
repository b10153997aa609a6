package io.torii.runtime;

import io.torii.exchange.Completed;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts the requests that are over, from the start on and across reloads. */
final class Tally implements Consumer<Completed> {

  private final Instant started = Instant.now();
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  @Override
  public void accept(Completed completed) {
    requests.increment();
    bytes.add(completed.bytesOut());
  }

  Instant started() {
    return started;
  }

  long requests() {
    return requests.sum();
  }

  long bytesSent() {
    return bytes.sum();
  }
}
