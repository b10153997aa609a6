package io.torii.balancer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * bybusyness: the member with the fewest requests in flight; among equals the one whose turn it is
 * by weight. Weight does nothing else here.
 *
 * <p>httpd's reset also zeroes the count of requests in flight, which then goes wrong for good;
 * that is not copied.
 */
final class ByBusyness implements BalancingMethod {

  @Override
  public String name() {
    return "bybusyness";
  }

  @Override
  public String reason() {
    return "fewest requests in flight";
  }

  @Override
  public @Nullable Member pick(List<Member> offered) {
    Member best = null;
    int bestBusy = 0;
    for (Member member : offered) {
      int busy = member.busy(); // read once: requests end without the lock
      if (best == null
          || busy < bestBusy
          || (busy == bestBusy && Turns.claim(member) > Turns.claim(best))) {
        best = member;
        bestBusy = busy;
      }
    }
    return best;
  }

  @Override
  public String arithmetic(Member member) {
    return "busy " + member.busy() + ", then " + Turns.arithmetic(member);
  }

  @Override
  public void taken(Member chosen, List<Member> offered) {
    Turns.take(chosen, offered);
  }

  @Override
  public void reset(List<Member> members) {
    Turns.reset(members);
  }
}
