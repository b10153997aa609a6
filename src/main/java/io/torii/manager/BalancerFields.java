package io.torii.manager;

import io.torii.config.BalancerConfig;
import io.torii.config.StickyConfig;
import io.torii.manager.Field.Kind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of a balancer, in the order in which they are shown. */
final class BalancerFields {

  static final List<Field<BalancerConfig>> ALL =
      List.of(
          field("method", "lbmethod", Kind.TEXT, BalancerConfig::method),
          sticky("stickySession", "stickysession", Kind.TEXT, BalancerFields::names),
          sticky(
              "separator",
              "stickysessionsep",
              Kind.TEXT,
              s -> s.separator().map(String::valueOf).orElse("Off")),
          sticky(
              "semicolonDelimits", "scolonpathdelim", Kind.SWITCH, StickyConfig::semicolonDelimits),
          field("maxAttempts", "maxattempts", Kind.NUMBER, BalancerConfig::maxAttempts),
          field("memberWait", "timeout", Kind.SECONDS, b -> Field.seconds(b.memberWait())),
          field("noFailover", "nofailover", Kind.SWITCH, BalancerConfig::noFailover),
          field("forceRecovery", "forcerecovery", Kind.SWITCH, BalancerConfig::forceRecovery),
          field(
              "failOnStatus",
              "failonstatus",
              Kind.NUMBERS,
              b -> List.copyOf(new TreeSet<>(b.failOnStatus()))),
          field("failOnTimeout", "failontimeout", Kind.SWITCH, BalancerConfig::failOnTimeout));

  private BalancerFields() {}

  /** As stickysession= has them. */
  static String names(StickyConfig sticky) {
    return sticky.cookie().equals(sticky.parameter())
        ? sticky.cookie()
        : sticky.cookie() + "|" + sticky.parameter();
  }

  private static Field<BalancerConfig> field(
      String name, String parameter, Kind kind, Function<BalancerConfig, @Nullable Object> read) {
    return new Field<>(name, parameter, kind, read);
  }

  private static Field<BalancerConfig> sticky(
      String name, String parameter, Kind kind, Function<StickyConfig, @Nullable Object> read) {
    return field(
        name,
        parameter,
        kind,
        b -> {
          Optional<StickyConfig> sticky = b.sticky();
          return sticky.isPresent() ? read.apply(sticky.get()) : null;
        });
  }
}
