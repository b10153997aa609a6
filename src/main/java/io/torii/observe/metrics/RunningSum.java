package io.torii.observe.metrics;

import io.torii.balancer.Member;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What the members behind one series have counted together. It never falls, as Prometheus takes
 * that for a restart: what a member has counted stays in it when the member goes or begins anew.
 * Safe for several threads.
 */
final class RunningSum implements DoubleSupplier {

  private final Set<Member> members;
  private final ToDoubleFunction<Member> figure;

  /** What is in the sum of each, those that are gone included: a late request brings them back. */
  private final Map<Member, Double> counted = new WeakHashMap<>();

  private double sum;

  /**
   * Nothing yet.
   *
   * @param members those that are there, whenever it is asked; changed by others
   */
  RunningSum(Set<Member> members, ToDoubleFunction<Member> figure) {
    this.members = members;
    this.figure = figure;
  }

  @Override
  public synchronized double getAsDouble() {
    for (Member member : members) {
      double now = figure.applyAsDouble(member);
      double before = counted.getOrDefault(member, 0.0);
      sum += now < before ? now : now - before;
      counted.put(member, now);
    }
    return sum;
  }
}
