package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redirects that send browsers to a member's own address, behind our back. */
final class LocationCheck implements Check.OfMember, Check.OfTraffic {

  @Override
  public String name() {
    return "location";
  }

  @Override
  public String finds() {
    return "redirects to the member's own address, with no `ProxyPassReverse` to rewrite them";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    Passing passing = visit.approach().passing();
    String location =
        visit.answered().map(a -> a.response().headers().get("Location")).orElse(null);
    if (passing == null
        || location == null
        || !SelfReference.names(location, visit.approach().member())
        || ours(passing, location)
        || SelfReference.rewritten(location, visit.approach().balancer(), passing)) {
      return List.of();
    }
    String evidence =
        Visit.text(visit.approach(), visit.answered().orElseThrow()) + ", Location: " + location;
    return List.of(escaping(visit.subject(), visit.approach().balancer(), passing, evidence));
  }

  /** Inside, our own name may lead to the member; outside it leads to us. */
  private static boolean ours(Passing passing, String location) {
    String authority = SelfReference.authority(location);
    return passing
        .host()
        .name()
        .filter(name -> authority.equals(name.host()) || authority.equals(Approach.text(name)))
        .isPresent();
  }

  @Override
  public List<Finding> look(Scene scene, Traffic traffic) {
    List<Finding> found = new ArrayList<>();
    for (Balancer balancer : scene.balancers()) {
      Passing passing =
          Passing.to(balancer.key(), scene.config()).stream().findFirst().orElse(null);
      for (Member member : balancer.members()) {
        if (traffic.count(member, Sign.ESCAPED_LOCATION) > 0) {
          String evidence = traffic.evidence(member, Sign.ESCAPED_LOCATION);
          found.add(escaping(Subject.of(balancer, member), balancer, passing, evidence));
        }
      }
    }
    return found;
  }

  private Finding escaping(
      Subject subject, Balancer balancer, @Nullable Passing passing, String evidence) {
    String path = passing == null ? "/" : passing.rule().prefix().orElse("/");
    String to = passing == null ? "/" : passing.targetPath();
    return finding(
        Severity.ERROR,
        subject,
        "The member redirects to its own address, which browsers cannot or should not reach.",
        "Write ProxyPassReverse "
            + path
            + " "
            + balancer.config().base()
            + to
            + " beside the"
            + " ProxyPass, or ProxyPreserveHost On.",
        evidence);
  }
}
