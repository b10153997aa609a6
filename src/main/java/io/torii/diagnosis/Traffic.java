package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyRule;
import java.time.Duration;
import java.util.Optional;

/** What requests have shown in the last {@link #WINDOW}. Safe for several threads. */
public interface Traffic {

  /** How far back counts go, to a minute. */
  Duration WINDOW = Duration.ofMinutes(10);

  /** How often a member has given that sign. */
  long count(Member member, Sign sign);

  /** Whether a request that came by that rule has found something: 2xx or 3xx. */
  boolean found(Member member, ProxyRule rule);

  /** What the last one of these looked like, in words; empty if there was none lately. */
  Optional<String> example(Member member, Sign sign);

  /** How often all members of a balancer have given that sign. */
  default long count(Balancer balancer, Sign sign) {
    return balancer.members().stream().mapToLong(m -> count(m, sign)).sum();
  }

  /** How many requests a member was asked to serve. */
  default long asked(Member member) {
    return count(member, Sign.ANSWERED) + count(member, Sign.FAILED);
  }

  /** {@code 12 times in the last 10 minutes, such as EXAMPLE}. */
  default String evidence(Member member, Sign sign) {
    long count = count(member, sign);
    return (count == 1 ? "once" : count + " times")
        + " in the last "
        + WINDOW.toMinutes()
        + " minutes"
        + example(member, sign).map(text -> ", such as " + text).orElse("");
  }
}
