package io.torii.observe.metrics;

import io.micrometer.core.instrument.Tags;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Match;
import io.torii.exchange.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The labels of our metrics: few values each, all of them from the configuration and none from
 * clients, since each combination is a series of its own for good.
 */
final class Labels {

  /** The label {@code code} by a status' first digit. */
  private static final String[] CLASSES = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};

  /** The label {@code rule} of what no ProxyPass takes. */
  private static final String NO_RULE = "none";

  /**
   * What members are told apart by. Two rules for one target have the same: it is one series, of
   * them together.
   *
   * @param balancer its key, such as {@code main/app}
   * @param member its URL
   */
  record Pair(String balancer, String member) {

    static Pair of(Balancer balancer, Member member) {
      return new Pair(name(balancer), member.url().toString());
    }

    Tags tags() {
      return Tags.of("balancer", balancer, "member", member);
    }
  }

  private Labels() {}

  /** A plain target's key has its parameters in it, which a series must not change with. */
  static String name(Balancer balancer) {
    String key = balancer.key();
    int blank = key.indexOf(' ');
    return blank < 0 ? key : key.substring(0, blank);
  }

  /** The path or the expression as it is written. */
  static String rule(@Nullable ProxyRule rule) {
    if (rule == null) {
      return NO_RULE;
    }
    if (rule.match() instanceof Match.Prefix prefix) {
      return prefix.path();
    }
    return rule.match() instanceof Match.Regex regex
        ? regex.pattern().pattern()
        : ((Match.Rewritten) rule.match()).pattern().pattern();
  }

  /** How many classes of statuses there are. */
  static int classes() {
    return CLASSES.length;
  }

  /** The place of a status among the classes. */
  static int classOf(int status) {
    int digit = status / 100;
    return digit >= CLASSES.length ? 0 : digit;
  }

  static String code(int place) {
    return CLASSES[place];
  }

  static String kind(Failure.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
