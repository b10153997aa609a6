package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.stream.Stream;

/** A member that never hands out the cookie by which its sessions should stick. */
final class SessionCookieCheck extends MemberTrafficCheck {

  /** With fewer requests nothing can be said. */
  private static final int ENOUGH = 20;

  @Override
  public String name() {
    return "session-cookie";
  }

  @Override
  public String finds() {
    return "a member that never sends the cookie of `stickysession=`";
  }

  @Override
  Stream<Finding> look(Balancer balancer, Member member, Traffic traffic) {
    long answered = traffic.count(member, Sign.ANSWERED);
    boolean seen =
        traffic.count(member, Sign.SESSION_SET) > 0 || traffic.count(member, Sign.ROUTED) > 0;
    if (balancer.config().sticky().isEmpty() || seen || answered < ENOUGH) {
      return Stream.empty();
    }
    String cookie = balancer.config().sticky().get().cookie();
    return Stream.of(
        finding(
            Severity.WARNING,
            Subject.of(balancer, member),
            "Sessions should stick by the cookie " + cookie + ", but the member has never sent it.",
            "Write the name of the cookie that the application uses in stickysession= (case counts),"
                + " look whether it uses sessions at all, or have one set here: Header add Set-Cookie"
                + " \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\" env=BALANCER_ROUTE_CHANGED with"
                + " stickysession=ROUTEID.",
            answered
                + " responses in the last "
                + Traffic.WINDOW.toMinutes()
                + " minutes, none with "
                + cookie));
  }
}
