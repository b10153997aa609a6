package io.torii.balancer;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a new configuration made of a balancer's members.
 *
 * @param snapshot the balancer from now on
 * @param rewired those of the kept ones whose connections have to be made anew
 */
record MemberChanges(
    Snapshot snapshot,
    List<Member> added,
    List<Member> removed,
    List<Member> kept,
    List<Member> rewired) {

  /** The members of a balancer that was not there before. */
  static MemberChanges first(BalancerConfig config, BalancingMethod method, TimeSource time) {
    List<Member> members = new ArrayList<>();
    for (MemberConfig member : config.members()) {
      members.add(new Member(member, config.url(), config.plain(), time));
    }
    if (config.plain() && members.size() != 1) {
      throw new IllegalArgumentException(
          config.url() + " is a plain target and has " + members.size() + " members");
    }
    return new MemberChanges(
        snapshot(config, members, method), members, List.of(), List.of(), List.of());
  }

  /** Carries live state over by URL. To be called with the balancer's lock held. */
  static MemberChanges between(
      Snapshot before, BalancerConfig config, BalancingMethod method, TimeSource time) {
    Map<MemberUrl, Member> left = new HashMap<>();
    before.members().forEach(member -> left.put(member.url(), member));
    List<Member> members = new ArrayList<>();
    List<Member> added = new ArrayList<>();
    List<Member> kept = new ArrayList<>();
    List<Member> rewired = new ArrayList<>();
    List<Member> letIn = new ArrayList<>();
    boolean reweighted = false;
    for (MemberConfig next : config.members()) {
      Member member = left.remove(next.url());
      if (member == null) {
        member = new Member(next, config.url(), config.plain(), time);
        added.add(member);
        letIn.add(member);
      } else {
        boolean took = member.takesNewTraffic();
        if (rewires(member.config(), next)) {
          rewired.add(member);
        }
        reweighted |= member.config().weight() != next.weight();
        member.reconfigure(next);
        kept.add(member);
        if (!took && member.takesNewTraffic()) {
          letIn.add(member);
        }
      }
      members.add(member);
    }
    if (reweighted) {
      members.forEach(member -> member.lbstatus(member.settings().weight()));
    }
    if (before.method().name().equals(method.name())) {
      letIn.forEach(member -> method.enabled(member, members));
    } else {
      method.reset(members);
    }
    return new MemberChanges(
        snapshot(config, members, method), added, List.copyOf(left.values()), kept, rewired);
  }

  private static boolean rewires(MemberConfig before, MemberConfig after) {
    return !before.pool().equals(after.pool())
        || !before.transport().equals(after.transport())
        || !before.tls().equals(after.tls());
  }

  private static Snapshot snapshot(
      BalancerConfig config, List<Member> members, BalancingMethod method) {
    return new Snapshot(config, members, method, config.sticky().map(SessionRoutes::new));
  }
}
