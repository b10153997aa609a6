package io.torii.rule.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of clients, looked up in both directions: a name counts only if its own addresses
 * contain the client's, since anybody can write any name into the reverse zone of their network.
 * Answers are kept for a minute, so that a client does not cost two lookups for each request.
 */
final class ConfirmedNames {

  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private record Answer(Optional<String> name, Instant until) {}

  private final NameService names;
  private final InstantSource clock;
  private final Map<InetAddress, Answer> answers = new ConcurrentHashMap<>();

  ConfirmedNames(NameService names, InstantSource clock) {
    this.names = names;
    this.clock = clock;
  }

  /** In lower case and without a trailing dot; empty if there is no name or it is not confirmed. */
  Optional<String> of(InetAddress address) {
    Instant now = clock.instant();
    Answer known = answers.get(address);
    if (known != null && now.isBefore(known.until())) {
      return known.name();
    }
    Optional<String> name =
        names
            .nameOf(address)
            .filter(n -> names.addressesOf(n).contains(address))
            .map(n -> n.toLowerCase(Locale.ROOT))
            .map(n -> n.endsWith(".") ? n.substring(0, n.length() - 1) : n);
    if (answers.size() >= MOST) {
      answers.clear();
    }
    answers.put(address, new Answer(name, now.plus(KEPT)));
    return name;
  }
}
