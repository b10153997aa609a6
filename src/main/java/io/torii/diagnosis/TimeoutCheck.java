package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.TransportConfig;
import java.util.stream.Stream;

/** Requests that were given up, and responses that were cut, because the member took too long. */
final class TimeoutCheck extends MemberTrafficCheck {

  @Override
  public String name() {
    return "timeout";
  }

  @Override
  public String finds() {
    return "requests and responses that `timeout=`, `ProxyTimeout` or `deadline=` has cut";
  }

  @Override
  Stream<Finding> look(Balancer balancer, Member member, Traffic traffic) {
    TransportConfig transport = member.config().transport();
    String limits =
        "timeout= or ProxyTimeout is "
            + transport.timeout().toMillis()
            + " ms"
            + transport.deadline().map(d -> ", deadline= " + d.toMillis() + " ms").orElse("");
    return where(
        Sign.TIMED_OUT,
        Severity.ERROR,
        balancer,
        member,
        traffic,
        "Requests were given up, or their responses cut, since the member took too long; "
            + limits
            + ".",
        "Look at its load first; where it needs that long, raise timeout= at the BalancerMember, or"
            + " ProxyTimeout"
            + (transport.deadline().isPresent() ? ", and deadline=." : "."));
  }
}
