package io.torii.balancer;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All balancers of the process, by key. A new configuration is taken over as a whole; the live
 * state of what stays (same key, same member URL) stays too. Safe for several threads.
 */
public final class Balancers {

  private final TimeSource time;
  private final RandomGenerator random;
  private final StateListener listener;
  private volatile Map<String, Balancer> byKey = Map.of();

  /** Balancers whose members' states nobody wants to hear of. */
  public Balancers(TimeSource time, RandomGenerator random) {
    this(time, random, StateListener.NONE);
  }

  public Balancers(TimeSource time, RandomGenerator random, StateListener listener) {
    this.time = time;
    this.random = random;
    this.listener = listener;
  }

  /**
   * What a new configuration changed.
   *
   * @param addedBalancers new keys
   * @param removedBalancers keys that are gone; requests that hold one finish on it
   * @param added members that are new, those of new balancers included
   * @param removed members that are gone: their pools can be closed once {@link Member#busy} is 0
   * @param kept members that go on with their counters, errors and checks
   * @param rewired those of the kept ones whose pool, transport or TLS parameters have changed
   */
  public record Changes(
      List<Balancer> addedBalancers,
      List<Balancer> removedBalancers,
      List<Member> added,
      List<Member> removed,
      List<Member> kept,
      List<Member> rewired) {

    public Changes {
      addedBalancers = List.copyOf(addedBalancers);
      removedBalancers = List.copyOf(removedBalancers);
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      kept = List.copyOf(kept);
      rewired = List.copyOf(rewired);
    }
  }

  /** The balancer of a key. */
  public Optional<Balancer> get(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** All balancers in the order of the configuration: one consistent, immutable state. */
  public Map<String, Balancer> current() {
    return byKey;
  }

  /**
   * Takes over a configuration.
   *
   * @param heartbeat the file of the heartbeat method, null if none is configured
   * @throws IllegalArgumentException if a method is unknown or a value out of its bounds; then
   *     nothing has changed
   */
  public synchronized Changes apply(Collection<BalancerConfig> configs, @Nullable Path heartbeat) {
    BalancingMethods methods = new BalancingMethods(heartbeat, time, random);
    configs.forEach(config -> check(config, methods));
    Map<String, Balancer> next = new LinkedHashMap<>();
    List<Balancer> addedBalancers = new ArrayList<>();
    List<MemberChanges> changes = new ArrayList<>();
    for (BalancerConfig config : configs) {
      BalancingMethod method = method(config, methods);
      Balancer balancer = byKey.get(config.key());
      if (balancer != null && balancer.config().plain() == config.plain()) {
        changes.add(balancer.reconfigure(config, method));
      } else {
        balancer = new Balancer(config, method, time);
        addedBalancers.add(balancer);
      }
      next.put(config.key(), balancer);
    }
    List<Balancer> removedBalancers =
        byKey.values().stream().filter(before -> next.get(before.key()) != before).toList();
    List<Member> added = union(addedBalancers, changes, MemberChanges::added);
    added.forEach(member -> member.changes().tell(listener));
    byKey = Collections.unmodifiableMap(next);
    return new Changes(
        addedBalancers,
        removedBalancers,
        added,
        union(removedBalancers, changes, MemberChanges::removed),
        union(List.of(), changes, MemberChanges::kept),
        union(List.of(), changes, MemberChanges::rewired));
  }

  private static List<Member> union(
      List<Balancer> whole,
      List<MemberChanges> changes,
      Function<MemberChanges, List<Member>> part) {
    return Stream.concat(
            whole.stream().flatMap(balancer -> balancer.members().stream()),
            changes.stream().map(part).flatMap(List::stream))
        .toList();
  }

  /** Everything that could be refused is refused before anything is changed. */
  private static void check(BalancerConfig config, BalancingMethods methods) {
    method(config, methods);
    for (MemberConfig member : config.members()) {
      MemberSettings.of(member, config.plain());
    }
    if (config.plain() && config.members().size() != 1) {
      throw new IllegalArgumentException(config.url() + " is a plain target with other members");
    }
  }

  private static BalancingMethod method(BalancerConfig config, BalancingMethods methods) {
    return methods
        .byName(config.method())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: %s: unknown lbmethod %s; there are %s"
                        .formatted(
                            config.origin(),
                            config.url(),
                            config.method(),
                            String.join(", ", BalancingMethods.names()))));
  }
}
