package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A check that judges what requests have shown member by member. */
abstract class MemberTrafficCheck implements Check.OfTraffic {

  @Override
  public final List<Finding> look(Scene scene, Traffic traffic) {
    List<Finding> found = new ArrayList<>();
    for (Balancer balancer : scene.balancers()) {
      for (Member member : balancer.members()) {
        look(balancer, member, traffic).forEach(found::add);
      }
    }
    return found;
  }

  abstract Stream<Finding> look(Balancer balancer, Member member, Traffic traffic);

  /** A finding if the member has given that sign, with what was seen. */
  final Stream<Finding> where(
      Sign sign,
      Severity severity,
      Balancer balancer,
      Member member,
      Traffic traffic,
      String cause,
      String remedy) {
    return traffic.count(member, sign) == 0
        ? Stream.empty()
        : Stream.of(
            finding(
                severity,
                Subject.of(balancer, member),
                cause,
                remedy,
                traffic.evidence(member, sign)));
  }
}
