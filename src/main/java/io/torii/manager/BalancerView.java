package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.config.BalancerConfig;
import io.torii.config.StickyConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A balancer as the API and the page show it.
 *
 * @param id its name in the API's paths
 * @param etag for If-Match; changes with its settings, and with its members
 * @param name without {@code balancer://}; the URL of a plain target
 * @param key tells it from a balancer of the same name on another host
 * @param host the virtual host it belongs to, as its key begins; null if the key names none
 * @param plain true for the target of a plain ProxyPass
 * @param method the name of the balancing method
 * @param stickiness where session routes are found; null if sessions do not stick
 * @param maxAttempts further attempts after the first
 * @param memberWait seconds to wait for a usable member ({@code timeout})
 * @param settings everything that can be changed
 * @param changes the ids of its own differences from the configuration
 * @param declaredAt file and line, the property, or the change
 */
public record BalancerView(
    String id,
    String etag,
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
    Map<String, @Nullable Object> settings,
    List<String> changes,
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
  static List<BalancerView> all(Overview overview) {
    return overview.gate().balancers().stream().map(balancer -> of(balancer, overview)).toList();
  }

  static BalancerView of(Balancer balancer, Overview overview) {
    BalancerConfig config = balancer.config();
    return new BalancerView(
        Ids.of(config, overview.configs()),
        Settings.etag(config),
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
        Settings.of(config),
        overview.changes(edit -> edit.balancer().equals(config.key()) && edit.member().isEmpty()),
        config.origin().toString(),
        balancer.members().stream()
            .map(member -> MemberView.of(balancer, member, overview))
            .toList());
  }

  private static @Nullable String host(BalancerConfig config) {
    int end = config.key().indexOf("/" + config.name());
    return end > 0 ? config.key().substring(0, end) : null;
  }
}
