package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyRule;
import io.torii.config.VirtualHost;
import org.jspecify.annotations.Nullable;

/**
 * What a finding is about.
 *
 * @param text names it for people, with file and line where it was written
 * @param balancer {@code balancer://name}, or the URL of a plain target; null if it is about none
 * @param member the member's URL; null if it is about none
 */
public record Subject(String text, @Nullable String balancer, @Nullable String member) {

  static Subject of(Balancer balancer) {
    return new Subject(
        balancer.url() + " (" + balancer.config().origin() + ")", balancer.url(), null);
  }

  static Subject of(Balancer balancer, Member member) {
    String owner = balancer.config().plain() ? "" : " of " + balancer.url();
    return new Subject(
        member.url() + owner + " (" + member.config().origin() + ")",
        balancer.url(),
        member.url().toString());
  }

  /** A rule that sends requests to a balancer. */
  static Subject of(Balancer balancer, ProxyRule rule) {
    return new Subject(Passing.text(rule), balancer.url(), null);
  }

  static Subject of(ProxyRule rule) {
    return new Subject(Passing.text(rule), null, null);
  }

  static Subject of(VirtualHost host) {
    String name = host.name().map(n -> n.host()).orElse("the main server");
    return new Subject(name + " (" + host.origin() + ")", null, null);
  }
}
