package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.stream.Stream;

/** Sessions that do not find their member again. */
final class LostSessionsCheck extends MemberTrafficCheck {

  /** One in so many that find their member is worth no warning. */
  private static final int RARE = 20;

  @Override
  public String name() {
    return "lost-sessions";
  }

  @Override
  public String finds() {
    return "session ids whose route is missing, nobody's, not the member's own, or of a member that"
        + " is out";
  }

  @Override
  Stream<Finding> look(Balancer balancer, Member member, Traffic traffic) {
    String own = member.settings().route();
    String cookie = balancer.config().sticky().map(s -> s.cookie()).orElse("");
    String separator =
        balancer.config().sticky().flatMap(s -> s.separator()).map(String::valueOf).orElse("");
    Stream<Finding> set =
        where(
            Sign.OTHER_ROUTE_SET,
            Severity.ERROR,
            balancer,
            member,
            traffic,
            "The member's session ids do not end in \""
                + separator
                + own
                + "\", its route=, so that"
                + " its sessions do not come back to it.",
            "Write "
                + own
                + " as its jvmRoute (Tomcat, in Engine) or instance-id (WildFly, in undertow), or its"
                + " own name in route=. The route starts behind the first \""
                + separator
                + "\": where ids contain that themselves, have the member use another character and"
                + " write it in stickysessionsep=.");
    Stream<Finding> missing =
        where(
            Sign.NO_ROUTE,
            unlessRare(Sign.NO_ROUTE, member, traffic),
            balancer,
            member,
            traffic,
            "Clients come with a cookie "
                + cookie
                + " in which there is no route: the separator \""
                + separator
                + "\" does not occur in it.",
            "Give the member's server a jvmRoute or instance-id, or write the separator that it uses"
                + " in stickysessionsep=.");
    Stream<Finding> unknown =
        where(
            Sign.UNKNOWN_ROUTE,
            unlessRare(Sign.UNKNOWN_ROUTE, member, traffic),
            balancer,
            member,
            traffic,
            "Clients come with sessions of a route that no member has; they were given to this one,"
                + " which does not know them.",
            "Compare route= with jvmRoute or instance-id of each member; a member that was removed"
                + " leaves such sessions behind (drain it first: status=+N).");
    Stream<Finding> moved =
        where(
            Sign.MOVED,
            Severity.WARNING,
            balancer,
            member,
            traffic,
            "Sessions of other members were given to this one, since theirs could not be used.",
            "See what is said about those members; sessions survive this only where the application"
                + " servers replicate them.");
    return Stream.of(set, missing, unknown, moved).flatMap(s -> s);
  }

  /** Some browser always has a cookie from before, and some scanner one of its own making. */
  private static Severity unlessRare(Sign sign, Member member, Traffic traffic) {
    return RARE * traffic.count(member, sign) < traffic.count(member, Sign.ROUTED)
        ? Severity.INFO
        : Severity.WARNING;
  }
}
