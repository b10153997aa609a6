package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.MemberStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two members of one route, the first of which gets the sessions of both. */
final class DuplicateRouteCheck implements Check.OfConfiguration {

  @Override
  public String name() {
    return "duplicate-route";
  }

  @Override
  public String finds() {
    return "members of a balancer that share a `route=`";
  }

  @Override
  public List<Finding> look(Scene scene) {
    List<Finding> found = new ArrayList<>();
    for (Balancer balancer : scene.balancers()) {
      Map<String, Member> first = new HashMap<>();
      for (Member member : balancer.members()) {
        String route = member.settings().route();
        // Members that stand in for others may well have their route.
        boolean counts = !route.isEmpty() && member.enabled() && !standsBy(member);
        Member other = counts ? first.putIfAbsent(route, member) : null;
        if (other != null) {
          found.add(duplicate(balancer, member, other, route));
        }
      }
    }
    return found;
  }

  private static boolean standsBy(Member member) {
    return member.settings().is(MemberStatus.HOT_STANDBY)
        || member.settings().is(MemberStatus.HOT_SPARE);
  }

  private Finding duplicate(Balancer balancer, Member member, Member other, String route) {
    return finding(
        Severity.ERROR,
        Subject.of(balancer, member),
        "The route "
            + route
            + " is also that of "
            + other.url()
            + ", which gets the sessions of both while this member's users lose theirs.",
        "Give each BalancerMember a route= of its own, the same as its jvmRoute (Tomcat) or"
            + " instance-id (WildFly).",
        "route=" + route + " at " + other.config().origin() + " and " + member.config().origin());
  }
}
