package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.config.BalancerConfig;
import io.torii.config.StickyConfig;
import io.torii.health.GateState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A balancer as the API and the page show it.
 *
 * @param name without {@code balancer://}; the URL of a plain target
 * @param key tells it from a balancer of the same name on another host
 * @param host the virtual host it belongs to, as its key begins; null if the key names none
 * @param plain true for the target of a plain ProxyPass
 * @param method the name of the balancing method
 * @param stickiness where session routes are found; null if sessions do not stick
 * @param maxAttempts further attempts after the first
 * @param memberWait seconds to wait for a usable member ({@code timeout})
 * @param declaredAt file and line, or the property
 */
public record BalancerView(
    String name,
    String key,
    @Nullable String host,
    boolean plain,
    String method,
    @Nullable Stickiness stickiness,
    int maxAttempts,
    double memberWait,
    boolean noFailover,
    boolean forceRecovery,
    String declaredAt,
    List<MemberView> members) {

  /**
   * Where session routes are found.
   *
   * @param separator what stands between session id and route; null if the whole value is the route
   */
  public record Stickiness(String cookie, String parameter, @Nullable String separator) {
    static Stickiness of(StickyConfig sticky) {
      return new Stickiness(
          sticky.cookie(),
          sticky.parameter(),
          sticky.separator().map(String::valueOf).orElse(null));
    }
  }

  /** All balancers as they are now. */
  static List<BalancerView> all(GateState gate) {
    return gate.balancers().stream().map(balancer -> of(balancer, gate)).toList();
  }

  private static BalancerView of(Balancer balancer, GateState gate) {
    BalancerConfig config = balancer.config();
    return new BalancerView(
        config.name(),
        config.key(),
        host(config),
        config.plain(),
        config.method(),
        config.sticky().map(Stickiness::of).orElse(null),
        config.maxAttempts(),
        config.memberWait().toNanos() / 1e9,
        config.noFailover(),
        config.forceRecovery(),
        config.origin().toString(),
        balancer.members().stream()
            .map(member -> MemberView.of(member, gate.checks(member)))
            .toList());
  }

  private static @Nullable String host(BalancerConfig config) {
    int end = config.key().indexOf("/" + config.name());
    return end > 0 ? config.key().substring(0, end) : null;
  }
}
