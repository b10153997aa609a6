package io.torii.balancer;

import java.util.List;

/**
 * The order of turns that lbstatus keeps: all who share a request gain their weight, the one that
 * gets it pays for all. The sum stays the same, so over time each is chosen in proportion to its
 * weight. To be used with the balancer's lock held.
 */
final class Turns {

  private Turns() {}

  /** Lets {@code chosen} have its turn among {@code sharers}. */
  static void take(Member chosen, List<Member> sharers) {
    long total = 0;
    for (Member member : sharers) {
      int weight = member.settings().weight();
      member.lbstatus(member.lbstatus() + weight);
      total += weight;
    }
    chosen.lbstatus(chosen.lbstatus() - total);
  }

  /** What a member's lbstatus would be in this turn. */
  static long claim(Member member) {
    return member.lbstatus() + member.settings().weight();
  }

  static String arithmetic(Member member) {
    return "lbstatus %d + weight %d = %d"
        .formatted(member.lbstatus(), member.settings().weight(), claim(member));
  }

  /** Starts all over. */
  static void reset(List<Member> members) {
    members.forEach(member -> member.lbstatus(0));
  }
}
