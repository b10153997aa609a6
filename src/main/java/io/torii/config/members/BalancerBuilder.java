package io.torii.config.members;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.StickyConfig;
import io.torii.directive.Origin;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a balancer's model of its parameters. */
final class BalancerBuilder {

  private BalancerBuilder() {}

  static BalancerConfig named(
      String key, BalancerDraft draft, ParameterValues values, List<MemberConfig> members) {
    return new BalancerConfig(
        key,
        draft.name,
        false,
        members,
        values.get(BalancerParameters.METHOD).orElse("byrequests"),
        sticky(values),
        values.get(BalancerParameters.MAX_ATTEMPTS).orElse(Math.max(0, members.size() - 1)),
        values.get(BalancerParameters.NO_FAILOVER).orElse(false),
        values.get(BalancerParameters.FORCE_RECOVERY).orElse(true),
        values.get(BalancerParameters.MEMBER_WAIT).orElse(Duration.ZERO),
        values.get(BalancerParameters.FAIL_ON_STATUS).orElse(Set.of()),
        values.get(BalancerParameters.FAIL_ON_TIMEOUT).orElse(false),
        values.get(BalancerParameters.GROWTH).orElse(0),
        values.get(BalancerParameters.NONCE),
        draft.origin);
  }

  static BalancerConfig plain(String key, String name, MemberConfig member, Origin origin) {
    return new BalancerConfig(
        key,
        name,
        true,
        List.of(member),
        "byrequests",
        Optional.empty(),
        0,
        false,
        true,
        Duration.ZERO,
        Set.of(),
        false,
        0,
        Optional.empty(),
        origin);
  }

  /** What a virtual host's balancer has of the main server's: what is unset, and statuses added. */
  static ParameterValues inherit(ParameterValues own, ParameterValues above) {
    ParameterValues values = own.copy();
    Set<Integer> statuses = new HashSet<>();
    above.get(BalancerParameters.FAIL_ON_STATUS).ifPresent(statuses::addAll);
    own.get(BalancerParameters.FAIL_ON_STATUS).ifPresent(statuses::addAll);
    values.inherit(above);
    if (!statuses.isEmpty()) {
      values.put(BalancerParameters.FAIL_ON_STATUS, statuses);
    }
    return values;
  }

  private static Optional<StickyConfig> sticky(ParameterValues values) {
    return values
        .get(BalancerParameters.STICKY_SESSION)
        .flatMap(names -> names)
        .map(
            names ->
                new StickyConfig(
                    names.cookie(),
                    names.parameter(),
                    values.get(BalancerParameters.STICKY_SEPARATOR).orElse(Optional.of('.')),
                    values.get(BalancerParameters.SEMICOLON_DELIMITS).orElse(false)));
  }
}
