package io.torii.balancer;

import io.torii.config.MemberStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who may be offered to a balancing method: the lowest lbset in which somebody can take a request.
 * Within it, ordinary members and as many hot spares as ordinary members are out; hot standbys if
 * that leaves nobody. Draining members take no new traffic and count as out.
 */
final class Candidates {

  private Candidates() {}

  /**
   * The candidates in the order of the configuration, spares behind; empty if there is none.
   *
   * @param usable asked once for each member that is looked at
   */
  static List<Member> bySets(List<Member> members, Predicate<Member> usable) {
    for (int set = after(-1, members); set >= 0; set = after(set, members)) {
      List<Member> candidates = inSet(set, members, usable);
      if (!candidates.isEmpty()) {
        return candidates;
      }
    }
    return List.of();
  }

  /** The lowest lbset above another; -1 if there is none. */
  private static int after(int set, List<Member> members) {
    int next = -1;
    for (Member member : members) {
      int candidate = member.settings().lbset();
      if (candidate > set && (next < 0 || candidate < next)) {
        next = candidate;
      }
    }
    return next;
  }

  private static List<Member> inSet(int set, List<Member> members, Predicate<Member> usable) {
    List<Member> ordinary = new ArrayList<>(members.size());
    List<Member> spares = new ArrayList<>(0);
    List<Member> standbys = new ArrayList<>(0);
    int out = 0;
    for (Member member : members) {
      MemberSettings settings = member.settings();
      if (settings.lbset() != set) {
        continue;
      }
      // a member that is both is a spare
      List<Member> group =
          settings.is(MemberStatus.HOT_SPARE)
              ? spares
              : settings.is(MemberStatus.HOT_STANDBY) ? standbys : ordinary;
      if (!settings.is(MemberStatus.DRAIN) && usable.test(member)) {
        group.add(member);
      } else if (group == ordinary) {
        out++;
      }
    }
    ordinary.addAll(spares.subList(0, Math.min(out, spares.size())));
    return ordinary.isEmpty() ? standbys : ordinary;
  }
}
