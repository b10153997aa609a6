package io.torii.balancer;

import io.torii.config.BalancerConfig;
import java.util.List;
import java.util.Optional;

/** What a balancer is made of at a moment; a reload swaps the whole of it. */
record Snapshot(
    BalancerConfig config,
    List<Member> members,
    BalancingMethod method,
    Optional<SessionRoutes> sessions) {

  Snapshot {
    members = List.copyOf(members);
  }

  boolean hasRoute(String route) {
    return members.stream().anyMatch(member -> member.settings().route().equals(route));
  }
}
