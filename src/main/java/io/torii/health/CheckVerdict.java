package io.torii.health;

import io.torii.config.HealthCheckConfig;

/** Evaluates a ProxyHCExpr on what a member answered. */
@FunctionalInterface
public interface CheckVerdict {

  /**
   * Whether the answer satisfies the expression. An exception counts as no.
   *
   * @param expression may ask for the status, for headers and for {@code hc('body')}
   */
  boolean holds(HealthCheckConfig.NamedExpression expression, CheckResponse response);
}
