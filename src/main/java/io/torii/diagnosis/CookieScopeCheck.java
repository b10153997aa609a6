package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.stream.Stream;

/** Cookies that browsers drop, or never send back. */
final class CookieScopeCheck extends MemberTrafficCheck {

  @Override
  public String name() {
    return "cookie-scope";
  }

  @Override
  public String finds() {
    return "cookies that browsers drop or never send back, for their `Path`, `Domain` or `Secure`";
  }

  @Override
  Stream<Finding> look(Balancer balancer, Member member, Traffic traffic) {
    Stream<Finding> path =
        where(
            Sign.COOKIE_PATH,
            Severity.ERROR,
            balancer,
            member,
            traffic,
            "A cookie is for a path of the member's that is another one here, so that browsers never"
                + " send it back.",
            "Write ProxyPassReverseCookiePath with the member's path and ours, such as"
                + " ProxyPassReverseCookiePath /member /here.");
    Stream<Finding> domain =
        where(
            Sign.COOKIE_DOMAIN,
            Severity.ERROR,
            balancer,
            member,
            traffic,
            "A cookie is for a domain that our host is not in, so that browsers drop it.",
            "Write ProxyPassReverseCookieDomain with the member's domain and ours, or have the"
                + " application set no Domain.");
    Stream<Finding> secure =
        where(
            Sign.COOKIE_SECURE,
            Severity.WARNING,
            balancer,
            member,
            traffic,
            "A cookie is for https only, but the client came by http, so that browsers drop it.",
            "Serve these paths by https alone (Redirect permanent / https://...), or have the"
                + " application set no Secure.");
    return Stream.of(path, domain, secure).flatMap(s -> s);
  }
}
