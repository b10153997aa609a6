package io.torii.rule.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes clients wait that guess names, passwords or tokens: after {@value #MOST_FAILURES} failures
 * within a minute, until the first of them is a minute old. An attempt counts from its beginning,
 * so that many at a time are no more than many in turn, and no success makes a failure forgotten.
 * Of IPv6 a network of 64 bits counts as one client, since each has so many addresses. Safe for
 * several threads.
 */
public final class LoginLimit {

  /** How many failures are let pass. */
  public static final int MOST_FAILURES = 10;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** For attempts that are too many only as long as others are being looked at. */
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  /** Most clients that are remembered; of more, those that came or failed longest ago go. */
  static final int MOST_CLIENTS = 10_000;

  private static final int NETWORK_BYTES = 8;

  private final InstantSource clock;
  private final Map<ByteBuffer, Client> clients = new LinkedHashMap<>();

  /** What is remembered of one. */
  private static final class Client {
    final Deque<Instant> failures = new ArrayDeque<>();

    /** Credentials that were not looked at, and when they were shown first. */
    final Map<ByteBuffer, Instant> refused = new LinkedHashMap<>();

    int begun;

    boolean age(Instant since) {
      age(failures, since);
      age(refused.values(), since);
      return failures.isEmpty() && refused.isEmpty() && begun == 0;
    }

    private static void age(Collection<Instant> oldestFirst, Instant since) {
      oldestFirst.removeIf(time -> !time.isAfter(since));
    }
  }

  public LoginLimit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A client shows credentials. Unless it has to wait, {@link #passed} or {@link #failed} must
   * follow.
   *
   * @param credentials stands for them; only what tells them from others
   * @return how long it has to wait before they are looked at; empty for not at all
   */
  public synchronized Optional<Duration> begin(InetAddress address, ByteBuffer credentials) {
    Client client = client(address);
    if (client.failures.size() + client.begun < MOST_FAILURES) {
      client.begun++;
      return Optional.empty();
    }
    if (client.refused.size() < MOST_FAILURES) {
      client.refused.putIfAbsent(credentials, clock.instant());
    }
    return Optional.of(
        client.failures.size() < MOST_FAILURES ? SHORTLY : left(client.failures.getFirst()));
  }

  /**
   * How long a client has to wait with credentials that were right lately. Others at its address
   * may have failed; but whoever has tried {@value #MOST_FAILURES} more while it had to wait would
   * learn by an exception which of them are right.
   */
  public synchronized Optional<Duration> known(InetAddress address) {
    Client client = clients.get(key(address));
    if (client == null) {
      return Optional.empty();
    }
    client.age(clock.instant().minus(WINDOW));
    return client.refused.size() < MOST_FAILURES
        ? Optional.empty()
        : Optional.of(left(client.refused.values().iterator().next()));
  }

  /** The credentials were right, or nobody asked for any. */
  public synchronized void passed(InetAddress address) {
    end(address);
  }

  /**
   * The credentials were wrong.
   *
   * @return true if the client has to wait from now on
   */
  public synchronized boolean failed(InetAddress address) {
    Client client = end(address);
    client.failures.addLast(clock.instant());
    clients.remove(key(address)); // to the end, as the one that failed last
    remember(address, client);
    return client.failures.size() == MOST_FAILURES;
  }

  synchronized int clients() {
    return clients.size();
  }

  private Client client(InetAddress address) {
    Client client = clients.get(key(address));
    if (client == null) {
      client = new Client();
      remember(address, client);
    }
    client.age(clock.instant().minus(WINDOW));
    return client;
  }

  private void remember(InetAddress address, Client client) {
    clients.put(key(address), client);
    if (clients.size() > MOST_CLIENTS) {
      Iterator<ByteBuffer> oldest = clients.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** One attempt less is being looked at; of a client that was forgotten meanwhile, none is. */
  private Client end(InetAddress address) {
    Client client = client(address);
    client.begun = Math.max(0, client.begun - 1);
    if (client.age(clock.instant().minus(WINDOW))) {
      clients.remove(key(address));
    }
    return client;
  }

  private Duration left(Instant since) {
    return Duration.between(clock.instant(), since.plus(WINDOW));
  }

  private static ByteBuffer key(InetAddress client) {
    byte[] bytes = client.getAddress();
    return client instanceof Inet6Address
        ? ByteBuffer.wrap(bytes, 0, NETWORK_BYTES)
        : ByteBuffer.wrap(bytes);
  }
}
