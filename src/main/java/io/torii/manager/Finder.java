package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyConfig;
import io.torii.directive.Nearest;
import jakarta.ws.rs.NotFoundException;
import java.util.Collection;
import java.util.List;

/** Finds what a path of the API names; each method throws 404 if there is no such thing. */
final class Finder {

  private Finder() {}

  static BalancerConfig balancer(ProxyConfig config, String id) {
    return Ids.balancer(config, id)
        .orElseThrow(
            () -> {
              Collection<BalancerConfig> all = config.balancers().values();
              List<String> ids = all.stream().map(b -> Ids.of(b, all)).toList();
              return new NotFoundException(missing("balancer", id, ids));
            });
  }

  static MemberConfig member(BalancerConfig balancer, String id) {
    return Ids.member(balancer, id)
        .orElseThrow(
            () -> {
              List<String> ids = balancer.members().stream().map(m -> Ids.of(m.url())).toList();
              return new NotFoundException(missing("member", id, ids));
            });
  }

  static Balancer live(Collection<Balancer> balancers, BalancerConfig config) {
    return balancers.stream()
        .filter(b -> b.key().equals(config.key()))
        .findFirst()
        .orElseThrow(() -> new NotFoundException(missing("balancer", config.name(), List.of())));
  }

  static Member live(Balancer balancer, MemberConfig config) {
    return balancer.members().stream()
        .filter(m -> m.url().equals(config.url()))
        .findFirst()
        .orElseThrow(
            () -> new NotFoundException(missing("member", config.url().toString(), List.of())));
  }

  private static String missing(String what, String id, List<String> known) {
    String hint = Nearest.hint(id, known);
    return "There is no " + what + " " + id + (hint.equals(".") ? "." : hint);
  }
}
