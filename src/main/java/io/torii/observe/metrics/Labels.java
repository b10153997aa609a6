package io.torii.observe.metrics;

import io.micrometer.core.instrument.Tags;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyRule;
import io.torii.config.VirtualHost;
import io.torii.exchange.Completed;
import io.torii.observe.ProxyNames;
import java.util.Set;

/**
 * The labels of our metrics: few values each, all of them from the configuration and none from
 * clients, since each combination is a series of its own for good.
 */
final class Labels {

  /** The label {@code code} by a status' first digit. */
  private static final String[] CLASSES = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};

  /** The label {@code rule} of what no ProxyPass takes. */
  private static final String NO_RULE = "none";

  /** The label {@code rule} of what goes to the manager, which is nobody's traffic but its own. */
  private static final String MANAGER = "manager";

  /**
   * What members are told apart by. Two rules for one target have the same: it is one series, of
   * them together.
   *
   * @param balancer its key, such as {@code main/app}
   * @param member its URL
   */
  record Pair(String balancer, String member) {

    static Pair of(Balancer balancer, Member member) {
      return new Pair(ProxyNames.of(balancer), member.url().toString());
    }

    Tags tags() {
      return Tags.of("balancer", balancer, "member", member);
    }
  }

  /**
   * What the requests of clients are told apart by.
   *
   * @param host the id of the virtual host
   * @param rule the path as it is written
   */
  record Rule(String host, String rule) {

    static Rule of(Completed completed) {
      ProxyRule rule = completed.rule();
      VirtualHost host = completed.request().host();
      if (rule != null) {
        return of(host, ProxyNames.of(rule));
      }
      return of(host, completed.settings().isManager() ? MANAGER : NO_RULE);
    }

    /** Of the requests that no rule takes. */
    static Set<Rule> ofNone(VirtualHost host) {
      return Set.of(of(host, NO_RULE), of(host, MANAGER));
    }

    static Rule of(VirtualHost host, String rule) {
      return new Rule(host.id(), rule);
    }

    Tags tags() {
      return Tags.of("host", host, "rule", rule);
    }
  }

  private Labels() {}

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
}
