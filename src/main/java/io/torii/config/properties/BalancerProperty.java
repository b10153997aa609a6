package io.torii.config.properties;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code torii.balancer.NAME.KEY}.
 *
 * @param property as it is spelled in its source
 * @param balancer the balancer's name in lower case
 * @param key {@code members}, or a parameter
 */
record BalancerProperty(String property, String balancer, String key) {

  private static final String PREFIX = "torii.balancer.";
  private static final String VARIABLE_PREFIX = "TORII_BALANCER_";

  /** Takes a dotted name apart: the key is what stands behind the last dot. */
  static Optional<BalancerProperty> ofDotted(String name) {
    if (!name.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int dot = name.lastIndexOf('.');
    if (dot < PREFIX.length() + 1 || dot == name.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        new BalancerProperty(
            name,
            name.substring(PREFIX.length(), dot).toLowerCase(Locale.ROOT),
            name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  /**
   * Takes a variable apart: the key is what stands behind the last underscore, as no key has one.
   *
   * @param known balancers that are declared otherwise: one whose name the variable spells is meant
   */
  static Optional<BalancerProperty> ofVariable(String name, Collection<String> known) {
    if (!name.startsWith(VARIABLE_PREFIX)) {
      return Optional.empty();
    }
    int end = name.lastIndexOf('_');
    if (end <= VARIABLE_PREFIX.length() || end == name.length() - 1) {
      return Optional.empty();
    }
    String spelled = name.substring(VARIABLE_PREFIX.length(), end);
    String balancer =
        known.stream()
            .filter(k -> Property.variable(k).equals(spelled))
            .findFirst()
            .orElse(spelled.toLowerCase(Locale.ROOT));
    return Optional.of(
        new BalancerProperty(name, balancer, name.substring(end + 1).toLowerCase(Locale.ROOT)));
  }
}
