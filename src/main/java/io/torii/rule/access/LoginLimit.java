package io.torii.rule.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients wait that guess names, passwords or tokens: after {@value #MOST_FAILURES} failures
 * within a minute, until the first of them is a minute old. Of IPv6 a network of 64 bits counts as
 * one client, since each has so many addresses. Safe for several threads.
 */
public final class LoginLimit {

  /** How many failures are let pass. */
  public static final int MOST_FAILURES = 10;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Most clients that are remembered; of more, those that failed longest ago are forgotten. */
  static final int MOST_CLIENTS = 10_000;

  private static final int NETWORK_BYTES = 8;

  private final InstantSource clock;
  private final Map<ByteBuffer, Deque<Instant>> failures = new LinkedHashMap<>();

  public LoginLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** How long a client has to wait before its credentials are looked at; empty for not at all. */
  public synchronized Optional<Duration> wait(InetAddress client) {
    Deque<Instant> recent = recent(client);
    return recent == null || recent.size() < MOST_FAILURES
        ? Optional.empty()
        : Optional.of(Duration.between(clock.instant(), recent.getFirst().plus(WINDOW)));
  }

  /**
   * A client has shown credentials that are wrong.
   *
   * @return true if it has to wait from now on
   */
  public synchronized boolean failed(InetAddress client) {
    Deque<Instant> recent = recent(client);
    boolean waited = recent != null && recent.size() >= MOST_FAILURES;
    Deque<Instant> all = recent == null ? new ArrayDeque<>() : recent;
    if (waited) {
      all.removeFirst(); // several at a time: the last ones count
    }
    all.addLast(clock.instant());
    failures.remove(key(client)); // to the end, as the one that failed last
    failures.put(key(client), all);
    if (failures.size() > MOST_CLIENTS) {
      Iterator<ByteBuffer> oldest = failures.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return !waited && all.size() == MOST_FAILURES;
  }

  /** A client has shown the right ones: its failures are forgotten. */
  public synchronized void succeeded(InetAddress client) {
    failures.remove(key(client));
  }

  synchronized int clients() {
    return failures.size();
  }

  private @Nullable Deque<Instant> recent(InetAddress client) {
    ByteBuffer key = key(client);
    Deque<Instant> all = failures.get(key);
    if (all == null) {
      return null;
    }
    Instant since = clock.instant().minus(WINDOW);
    while (!all.isEmpty() && !all.getFirst().isAfter(since)) {
      all.removeFirst();
    }
    if (all.isEmpty()) {
      failures.remove(key);
      return null;
    }
    return all;
  }

  private static ByteBuffer key(InetAddress client) {
    byte[] bytes = client.getAddress();
    return client instanceof Inet6Address
        ? ByteBuffer.wrap(bytes, 0, NETWORK_BYTES)
        : ByteBuffer.wrap(bytes);
  }
}
