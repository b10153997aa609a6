package io.torii.admin;

import io.torii.balancer.Balancer;
import io.torii.config.Loaded;
import io.torii.exchange.Explainer;
import java.util.Collection;

/** What runs under the configuration, as far as operators have to do with it. */
public interface Running {

  /** What is in use. */
  Loaded loaded();

  /**
   * Takes a configuration into use that has no errors; requests in flight end with the old one.
   *
   * @throws IllegalArgumentException if it cannot be used all the same; the old one is in use then
   */
  void take(Loaded next);

  /** The balancers and plain targets as they are now. */
  Collection<Balancer> balancers();

  /** Somebody who knows what would become of a request now. */
  Explainer explainer();
}
