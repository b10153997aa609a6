package io.torii.health;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.Collection;
import java.util.Optional;

/**
 * What the probes and the manager need to know about the running gate. The runtime provides it as a
 * CDI bean; every method can be called at any time, from any thread.
 */
public interface GateState {

  /** True once a configuration is in use. */
  boolean loaded();

  /** True from the moment the process has been asked to stop. */
  boolean draining();

  /** Whether the node is ready although a balancer has no eligible member. */
  boolean readyWithoutMembers();

  /** The balancers and plain targets in the order of the configuration; empty before the start. */
  Collection<Balancer> balancers();

  /** How many clients have switched to another protocol, such as WebSocket, and speak it still. */
  int tunnels();

  /** How far a member's active checks have come; empty if it has none. */
  Optional<CheckCounts> checks(Member member);
}
