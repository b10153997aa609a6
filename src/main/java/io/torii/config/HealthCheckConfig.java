package io.torii.config;

import io.torii.directive.expr.Expression;
import java.time.Duration;
import java.util.Optional;

/**
 * An active check of one member (mod_proxy_hcheck).
 *
 * @param method what is sent
 * @param passes successes in a row that bring a member back, at least 1 (default 1)
 * @param fails failures in a row that take it out, at least 1 (default 1)
 * @param interval from the end of one check to the start of the next, at least 100 ms (default 30
 *     s)
 * @param uri the path that HEAD and GET ask for, behind the member's own; may be empty
 * @param expression what a response must satisfy; 200 to 399 passes if there is none
 */
public record HealthCheckConfig(
    Method method,
    int passes,
    int fails,
    Duration interval,
    String uri,
    Optional<NamedExpression> expression) {

  /** The kinds of check; the ones ending in 11 speak HTTP/1.1, the others HTTP/1.0. */
  public enum Method {
    TCP,
    OPTIONS,
    HEAD,
    GET,
    OPTIONS11,
    HEAD11,
    GET11
  }

  /** A ProxyHCExpr. */
  public record NamedExpression(String name, Expression expression) {}
}
