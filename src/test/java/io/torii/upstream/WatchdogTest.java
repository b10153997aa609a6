package io.torii.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.exchange.Failure.Kind;
import io.torii.testkit.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The one thread that all time-outs come from. */
class WatchdogTest {

  private final AtomicInteger looks = new AtomicInteger();

  /** Of the request's thread a clock; of the watchdog's, one that fails at first. */
  private long time() {
    if (Thread.currentThread().getName().contains("watchdog") && looks.incrementAndGet() <= 3) {
      throw new IllegalStateException("on purpose");
    }
    return System.nanoTime();
  }

  @Test
  void itOutlivesAnExceptionInOneOfItsSteps() throws IOException {
    try (HttpUpstream upstream =
            new HttpUpstream(
                new FixedDns(host -> InetAddress.getAllByName("127.0.0.1")), this::time);
        Backend backend =
            Backend.start(
                wire -> {
                  wire.head();
                  wire.stall();
                })) {
      assertThat(Members.failure(upstream, Members.of(backend), Members.get("/")).kind())
          .isEqualTo(Kind.READ_TIMEOUT);
      assertThat(looks).hasValueGreaterThan(3);
    }
  }
}
