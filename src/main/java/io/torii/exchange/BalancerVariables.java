package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Selection;
import io.torii.rule.Request;
import java.util.Map;

/**
 * The variables that tell Header and LogFormat who serves a request (mod_proxy_balancer). After a
 * failover they are those of the last attempt; only BALANCER_ROUTE_CHANGED stays once it is set.
 */
final class BalancerVariables {

  private BalancerVariables() {}

  static void export(Request request, Balancer balancer, Selection selection) {
    if (balancer.config().plain()) {
      return;
    }
    Map<String, String> env = request.env();
    selection
        .sticky()
        .ifPresent(
            route -> {
              env.put("BALANCER_SESSION_STICKY", route.name());
              env.put("BALANCER_SESSION_ROUTE", route.route());
              request.notes().put("session-sticky", route.name());
              request.notes().put("session-route", route.route());
            });
    if (selection.routeChanged()) {
      env.put("BALANCER_ROUTE_CHANGED", "1");
    }
    if (selection instanceof Selection.Chosen chosen) {
      env.put("BALANCER_NAME", balancer.config().url());
      env.put("BALANCER_WORKER_NAME", chosen.member().config().url().toString());
      env.put("BALANCER_WORKER_ROUTE", chosen.member().settings().route());
    }
  }
}
