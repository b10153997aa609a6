package io.torii.manager;

import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.manager.Field.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of a member, in the order in which they are shown. */
final class MemberFields {

  static final List<Field<MemberConfig>> ALL =
      List.of(
          field("weight", "loadfactor", Kind.NUMBER, m -> weight(m.weight())),
          field("lbset", "lbset", Kind.NUMBER, MemberConfig::lbset),
          field("route", "route", Kind.TEXT, m -> orNull(m.route())),
          field("redirect", "redirect", Kind.TEXT, m -> orNull(m.redirect())),
          flag("disabled", MemberStatus.DISABLED),
          flag("draining", MemberStatus.DRAIN),
          flag("stopped", MemberStatus.STOPPED),
          flag("standby", MemberStatus.HOT_STANDBY),
          flag("spare", MemberStatus.HOT_SPARE),
          flag("ignoreErrors", MemberStatus.IGNORE_ERRORS),
          time("timeout", "timeout", m -> Optional.of(m.transport().timeout())),
          time(
              "connectionTimeout",
              "connectiontimeout",
              m -> Optional.of(m.transport().connectTimeout())),
          time("deadline", "deadline", m -> m.transport().deadline()),
          time("retry", "retry", m -> Optional.of(m.transport().retry())),
          time("acquire", "acquire", m -> m.pool().acquire()),
          time("ttl", "ttl", m -> m.pool().ttl()),
          time("ping", "ping", m -> m.transport().ping()),
          time("addressTtl", "addressttl", m -> m.transport().addressTtl()),
          field("min", "min", Kind.NUMBER, m -> m.pool().min()),
          field("max", "max", Kind.NUMBER, m -> m.pool().max()),
          field("smax", "smax", Kind.NUMBER, m -> m.pool().smax()),
          field("reuse", "enablereuse", Kind.SWITCH, m -> m.pool().reuse()),
          field("keepAlive", "keepalive", Kind.SWITCH, m -> m.transport().keepAlive()),
          field("ioBufferSize", "iobuffersize", Kind.NUMBER, m -> m.transport().ioBufferSize()),
          field(
              "responseFieldSize",
              "responsefieldsize",
              Kind.NUMBER,
              m -> m.transport().responseFieldSize()),
          field(
              "receiveBufferSize",
              "receivebuffersize",
              Kind.NUMBER,
              m -> m.transport().receiveBufferSize()),
          field("upgrade", "upgrade", Kind.TEXT, m -> m.upgrade().orElse(null)),
          check("checkMethod", "hcmethod", Kind.TEXT, c -> c.method().name()),
          check("checkInterval", "hcinterval", Kind.SECONDS, c -> Field.seconds(c.interval())),
          check("checkPasses", "hcpasses", Kind.NUMBER, HealthCheckConfig::passes),
          check("checkFails", "hcfails", Kind.NUMBER, HealthCheckConfig::fails),
          check("checkUri", "hcuri", Kind.TEXT, c -> orNull(c.uri())),
          check(
              "checkExpression",
              "hcexpr",
              Kind.TEXT,
              c -> c.expression().map(HealthCheckConfig.NamedExpression::name).orElse(null)));

  private MemberFields() {}

  /** Hundredths as they are written: 1, 2.5, 1.25. */
  static BigDecimal weight(int hundredths) {
    BigDecimal value = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Field<MemberConfig> field(
      String name, String parameter, Kind kind, Function<MemberConfig, @Nullable Object> read) {
    return new Field<>(name, parameter, kind, read);
  }

  private static Field<MemberConfig> flag(String name, MemberStatus flag) {
    return field(name, String.valueOf(flag.letter()), Kind.FLAG, m -> m.status().contains(flag));
  }

  private static Field<MemberConfig> time(
      String name, String parameter, Function<MemberConfig, Optional<Duration>> read) {
    return field(
        name, parameter, Kind.SECONDS, m -> read.apply(m).map(Field::seconds).orElse(null));
  }

  private static Field<MemberConfig> check(
      String name,
      String parameter,
      Kind kind,
      Function<HealthCheckConfig, @Nullable Object> read) {
    return field(
        name, parameter, kind, m -> m.check().isPresent() ? read.apply(m.check().get()) : null);
  }
}
