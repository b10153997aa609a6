package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.stream.Stream;

/** Members that do not know that their clients come by https. */
final class ForwardedCheck extends MemberTrafficCheck {

  @Override
  public String name() {
    return "forwarded";
  }

  @Override
  public String finds() {
    return "members that ignore `X-Forwarded-Proto`: redirects from https to http; as `info`, cookies"
        + " without `Secure`";
  }

  @Override
  Stream<Finding> look(Balancer balancer, Member member, Traffic traffic) {
    return Stream.concat(
        where(
            Sign.PLAIN_LOCATION,
            Severity.ERROR,
            balancer,
            member,
            traffic,
            "The member redirects clients that came by https to http: it does not honour"
                + " X-Forwarded-Proto.",
            "Have it believe us: RemoteIpValve with protocolHeader=X-Forwarded-Proto (Tomcat),"
                + " proxy-address-forwarding=true (WildFly), server.forward-headers-strategy=native"
                + " (Spring Boot). ProxyAddHeaders must not be Off here."),
        where(
            Sign.COOKIE_NOT_SECURE,
            Severity.INFO,
            balancer,
            member,
            traffic,
            "Clients that came by https get cookies without Secure, which they would send by http as"
                + " well.",
            "Have the application set Secure, or add it: Header edit Set-Cookie ^(.*)$ \"$1;"
                + " Secure\"."));
  }
}
