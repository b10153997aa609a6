package io.torii.manager;

import io.torii.admin.Drain;
import io.torii.balancer.Balancer;
import io.torii.config.BalancerConfig;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import io.torii.health.GateState;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What views are made of.
 *
 * @param gate the live state
 * @param differences what differs from the configuration
 * @param figures of the connections to members
 * @param drains the one of a balancer's key and a member's URL
 */
record Overview(
    GateState gate,
    Differences differences,
    BiFunction<String, String, Optional<Drain>> drains,
    MemberFigures figures) {

  static Overview of(GateState gate, Operations operations) {
    return new Overview(
        gate,
        operations.administration().differences(),
        operations.drains()::of,
        operations.figures());
  }

  List<BalancerConfig> configs() {
    return gate.balancers().stream().map(Balancer::config).toList();
  }

  /** The ids of those differences that are about something. */
  List<String> changes(Predicate<Edit> about) {
    return differences.all().stream()
        .filter(difference -> about.test(difference.edit()))
        .map(Difference::id)
        .toList();
  }
}
