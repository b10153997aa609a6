package io.torii.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * The diagnosis of the running gate. The runtime provides it as a CDI bean; can be asked at any
 * time, from any thread.
 */
@FunctionalInterface
public interface SelfDiagnosis {

  /**
   * Looks now, which takes as long as the slowest member, at most {@link Diagnosis#LIMIT} for 32 of
   * them.
   *
   * @param balancer name or key; empty for all
   * @return the worst first; empty if no gate is running
   * @throws UnknownBalancerException if there is no such balancer
   */
  List<Finding> diagnose(Optional<String> balancer);
}
