package io.torii.observe.metrics;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ProxyConfig;
import java.util.Collection;

/**
 * What is read off the running gate whenever somebody asks for the metrics. Every method can be
 * called at any time, from any thread.
 */
public interface LiveFigures {

  /** The configuration in use. */
  ProxyConfig config();

  /** The balancers and plain targets there are now. */
  Collection<Balancer> balancers();

  /** Connections to a member that carry a request now. */
  int leased(Member member);

  /** Connections to a member that are open and wait for a request. */
  int idle(Member member);

  /** Requests that wait for a connection to a member. */
  int pending(Member member);

  /** How many connections to a member there may be; 0 for no limit. */
  int most(Member member);

  /** Active checks of a member that it has passed so far. */
  long checksPassed(Member member);

  /** Active checks of a member that it has failed so far. */
  long checksFailed(Member member);

  /** Tunnels that are open. */
  int tunnels();

  /** Requests that are being served, tunnels among them. */
  long inFlight();
}
