package io.torii.config;

import io.torii.directive.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group of members, {@code balancer://name}. A plain ProxyPass target is one too, with a single
 * member that errors never take out.
 *
 * @param key what tells it from every other in the process, and survives a reload
 * @param name the name in lower case, without the scheme; the member's URL for a plain target
 * @param plain true for the target of a plain ProxyPass
 * @param members in the order of the configuration
 * @param method the name of the balancing method (default {@code byrequests})
 * @param sticky where session routes are found, if anywhere
 * @param maxAttempts further attempts after the first; members minus one by default
 * @param noFailover 503 rather than another member when a session's own cannot be used
 * @param forceRecovery when every member is in error, forget the errors and try again
 * @param memberWait the {@code timeout} parameter: how long to wait for a usable member; zero by
 *     default
 * @param failOnStatus response statuses that put a member in error
 * @param failOnTimeout whether a late response puts a member in error
 * @param growth how many members the manager may add (default 0)
 * @param nonce the manager's token; random unless written
 * @param origin where it was first declared
 */
public record BalancerConfig(
    String key,
    String name,
    boolean plain,
    List<MemberConfig> members,
    String method,
    Optional<StickyConfig> sticky,
    int maxAttempts,
    boolean noFailover,
    boolean forceRecovery,
    Duration memberWait,
    Set<Integer> failOnStatus,
    boolean failOnTimeout,
    int growth,
    Optional<String> nonce,
    Origin origin) {

  public BalancerConfig {
    members = List.copyOf(members);
    failOnStatus = Set.copyOf(failOnStatus);
  }

  /** This balancer with other members. */
  public BalancerConfig with(List<MemberConfig> others) {
    return new BalancerConfig(
        key,
        name,
        plain,
        others,
        method,
        sticky,
        maxAttempts,
        noFailover,
        forceRecovery,
        memberWait,
        failOnStatus,
        failOnTimeout,
        growth,
        nonce,
        origin);
  }

  /** {@code balancer://name}, or the URL of a plain target. */
  public String url() {
    return plain ? name : "balancer://" + name;
  }

  /**
   * Whether a server has declared it.
   *
   * @param server {@link VirtualHost#id}
   */
  public boolean isOf(String server) {
    return key.startsWith(server + "/");
  }

  /**
   * What stands before a rule's path in a target's URL: {@code balancer://name}, or scheme and
   * authority of a plain target, whose path is each rule's own.
   */
  public String base() {
    return plain && !members.isEmpty() ? members.get(0).url().toString() : url();
  }

  /** The balancer of one that a plain target is. */
  public static BalancerConfig ofOne(String key, MemberConfig member) {
    return new BalancerConfig(
        key,
        member.url().toString(),
        true,
        List.of(member),
        "byrequests",
        Optional.empty(),
        0,
        false,
        true,
        Duration.ZERO,
        Set.of(),
        false,
        0,
        Optional.empty(),
        member.origin());
  }
}
