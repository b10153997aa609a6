package io.torii.balancer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The methods that {@code lbmethod=} knows. To add one: a class, and an entry in the table. */
public final class BalancingMethods {

  /** What a method may be made of. */
  private record Means(@Nullable Path heartbeat, TimeSource time, RandomGenerator random) {}

  /** Makes a method. */
  private interface Maker {
    BalancingMethod make(Means means);
  }

  private static final List<Maker> TABLE =
      List.of(
          means -> new ByRequests(),
          means -> new ByTraffic(),
          means -> new ByBusyness(),
          means -> new Heartbeat(means.heartbeat(), means.time(), means.random()));

  private final Map<String, BalancingMethod> byName = new LinkedHashMap<>();

  /**
   * The methods over given means.
   *
   * @param heartbeat the file of the heartbeat method, null if none is configured
   */
  public BalancingMethods(@Nullable Path heartbeat, TimeSource time, RandomGenerator random) {
    Means means = new Means(heartbeat, time, random);
    for (Maker maker : TABLE) {
      BalancingMethod method = maker.make(means);
      byName.put(method.name(), method);
    }
  }

  /** Every name, the default first: for checks, messages and documentation. */
  public static List<String> names() {
    return List.copyOf(
        new BalancingMethods(null, TimeSource.system(), RandomGenerator.getDefault())
            .byName.keySet());
  }

  /** The method of a name; empty if there is none. */
  public Optional<BalancingMethod> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
