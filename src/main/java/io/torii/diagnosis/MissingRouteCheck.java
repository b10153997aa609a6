package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.MemberStatus;
import java.util.ArrayList;
import java.util.List;

/** Members without a route in a balancer whose sessions should stick. */
final class MissingRouteCheck implements Check.OfConfiguration {

  @Override
  public String name() {
    return "missing-route";
  }

  @Override
  public String finds() {
    return "members without `route=` in a balancer with `stickysession=`, or routes without it";
  }

  @Override
  public List<Finding> look(Scene scene) {
    List<Finding> found = new ArrayList<>();
    for (Balancer balancer : scene.balancers()) {
      List<Member> members = balancer.members().stream().filter(MissingRouteCheck::serves).toList();
      if (members.size() < 2) {
        continue; // sessions have nowhere else to go
      }
      List<Member> without = members.stream().filter(m -> m.settings().route().isEmpty()).toList();
      if (balancer.config().sticky().isEmpty()) {
        if (without.size() < members.size()) {
          found.add(unused(balancer));
        }
      } else if (without.size() == members.size()) {
        found.add(none(balancer));
      } else {
        without.forEach(member -> found.add(missing(balancer, member)));
      }
    }
    return found;
  }

  /**
   * Not one that an operator took out, nor one that only stands in: it may well be a sorry page.
   */
  private static boolean serves(Member member) {
    return member.enabled()
        && !member.settings().is(MemberStatus.HOT_STANDBY)
        && !member.settings().is(MemberStatus.HOT_SPARE);
  }

  private Finding unused(Balancer balancer) {
    return finding(
        Severity.INFO,
        Subject.of(balancer),
        "Members have routes, but sessions do not stick, since there is no stickysession.",
        "If sessions should stick, write ProxySet stickysession=JSESSIONID|jsessionid.",
        "no stickysession= in " + balancer.url());
  }

  private Finding none(Balancer balancer) {
    return finding(
        Severity.ERROR,
        Subject.of(balancer),
        "Sessions should stick, but no member has a route that they could stick to.",
        "Give each BalancerMember a route=, the same as its jvmRoute (Tomcat) or instance-id"
            + " (WildFly).",
        "stickysession= without any route=");
  }

  private Finding missing(Balancer balancer, Member member) {
    return finding(
        Severity.WARNING,
        Subject.of(balancer, member),
        "The member has no route, so that its sessions do not stick, unlike those of others.",
        "Write route= at its BalancerMember, the same as its jvmRoute (Tomcat) or instance-id"
            + " (WildFly).",
        "no route= at " + member.config().origin());
  }
}
