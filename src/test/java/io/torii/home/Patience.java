package io.torii.home;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of a server that closes connections while it takes new certificates. What this cuts off
 * they ask again, as browsers do (RFC 9110 §9.2.2); whatever fails at another time has failed.
 */
final class Patience {

  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final AtomicInteger again = new AtomicInteger();
  private volatile boolean closing;

  /** From now on the server may close connections and refuse new ones. */
  void begin() {
    closing = true;
  }

  /** From now on it may not. */
  void end() {
    closing = false;
  }

  /** How many attempts have been repeated. */
  int again() {
    return again.get();
  }

  /** The same request with patience. */
  Callable<String> with(Callable<String> request) {
    return () ->
        await()
            .atMost(LONGEST)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> attempt(request), Optional::isPresent)
            .orElseThrow();
  }

  private Optional<String> attempt(Callable<String> request) throws Exception {
    boolean before = closing;
    try {
      return Optional.of(request.call());
    } catch (IOException e) {
      if (!before && !closing) {
        throw e;
      }
      again.incrementAndGet();
      return Optional.empty();
    }
  }
}
