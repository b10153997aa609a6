package io.torii.diagnosis;

import io.torii.config.ProxyRule;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The rules by which requests have lately found something at a member. A request looks for its rule
 * by identity, among the few that lead to one member; those of configurations that are gone are
 * forgotten when another one is noted. Safe for several threads; see {@link RecentCount} on
 * moments.
 */
final class RulesThatFind {

  private static final long WINDOW = Traffic.WINDOW.toNanos();

  private volatile List<Found> found = List.of();

  private record Found(ProxyRule rule, AtomicLong last) {

    @SuppressWarnings("ReferenceEquality") // cheap; another one that is equal is noted beside it
    boolean of(ProxyRule one) {
      return rule == one;
    }

    boolean recent(long now) {
      return now - last.get() < WINDOW;
    }
  }

  void add(ProxyRule rule, long now) {
    for (Found known : found) {
      if (known.of(rule)) {
        known.last.setRelease(now);
        return;
      }
    }
    note(rule, now);
  }

  private synchronized void note(ProxyRule rule, long now) {
    Stream<Found> kept = found.stream().filter(f -> !f.of(rule) && f.recent(now));
    found = Stream.concat(kept, Stream.of(new Found(rule, new AtomicLong(now)))).toList();
  }

  /** By equality: a configuration that was read again has its own. */
  boolean contain(ProxyRule rule, long now) {
    return found.stream().anyMatch(f -> f.recent(now) && f.rule.equals(rule));
  }
}
