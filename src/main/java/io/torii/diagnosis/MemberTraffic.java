package io.torii.diagnosis;

import io.torii.config.ProxyRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The signs of one member. Safe for several threads; see {@link RecentCount} on moments. */
final class MemberTraffic {

  private final Map<Sign, RecentCount> counts;
  private final RulesThatFind rules = new RulesThatFind();

  MemberTraffic() {
    EnumMap<Sign, RecentCount> all = new EnumMap<>(Sign.class);
    for (Sign sign : Sign.values()) {
      all.put(sign, new RecentCount());
    }
    counts = Collections.unmodifiableMap(all);
  }

  private RecentCount of(Sign sign) {
    return Objects.requireNonNull(counts.get(sign));
  }

  void count(Sign sign, long now) {
    of(sign).add(now);
  }

  /** Counts one that is worth being shown. */
  void count(Sign sign, long now, Supplier<String> example) {
    of(sign).add(now, example);
  }

  /** A request by that rule has found something. */
  void found(ProxyRule rule, long now) {
    rules.add(rule, now);
  }

  boolean hasFound(ProxyRule rule, long now) {
    return rules.contain(rule, now);
  }

  long counted(Sign sign, long now) {
    return of(sign).sum(now);
  }

  Optional<String> example(Sign sign, long now) {
    return of(sign).example(now);
  }
}
