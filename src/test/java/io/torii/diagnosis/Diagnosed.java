package io.torii.diagnosis;

import java.util.List;
import java.util.Optional;

/** A diagnosis for those who only show it. */
public final class Diagnosed {

  private Diagnosed() {}

  /** One finding about that balancer, or about everything; there is none called nobody. */
  public static List<Finding> by(Optional<String> balancer) {
    if (balancer.equals(Optional.of("nobody"))) {
      throw new UnknownBalancerException("nobody");
    }
    return List.of(
        new Finding(
            "name",
            Severity.WARNING,
            new Subject(balancer.orElse("everything"), balancer.orElse(null), null),
            "It is so.",
            "Do that.",
            "seen"));
  }
}
