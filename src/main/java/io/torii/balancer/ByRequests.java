package io.torii.balancer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * byrequests, the default: as many requests for each as its weight says. With equal weights the
 * members take turns; a member that is out gains nothing meanwhile and distorts nothing.
 */
final class ByRequests implements BalancingMethod {

  @Override
  public String name() {
    return "byrequests";
  }

  @Override
  public String reason() {
    return "highest lbstatus";
  }

  @Override
  public @Nullable Member pick(List<Member> offered) {
    Member best = null;
    for (Member member : offered) {
      if (best == null || Turns.claim(member) > Turns.claim(best)) {
        best = member;
      }
    }
    return best;
  }

  @Override
  public String arithmetic(Member member) {
    return Turns.arithmetic(member);
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
