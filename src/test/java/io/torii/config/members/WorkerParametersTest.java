package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.PoolConfig;
import io.torii.config.TransportConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerParametersTest {

  @Test
  void withoutParametersAMemberHasHttpdsDefaults() {
    MemberConfig member = member("");

    assertThat(member.weight()).isEqualTo(100);
    assertThat(member.lbset()).isZero();
    assertThat(member.route()).isEmpty();
    assertThat(member.redirect()).isEmpty();
    assertThat(member.status()).isEmpty();
    assertThat(member.pool()).isEqualTo(PoolConfig.DEFAULT);
    assertThat(member.transport()).isEqualTo(TransportConfig.DEFAULT);
    assertThat(member.upgrade()).isEmpty();
    assertThat(member.check()).isEmpty();
  }

  static List<Arguments> accepted() {
    return List.of(
        value("min=3", m -> m.pool().min(), 3),
        value("max=10", m -> m.pool().max(), 10),
        value("max=0", m -> m.pool().max(), 0),
        value("max=10", m -> m.pool().smax(), 10),
        value("max=10 smax=4", m -> m.pool().smax(), 4),
        value("max=10 smax=20", m -> m.pool().smax(), 10),
        value("max=10 smax=4 min=8", m -> m.pool().min(), 4),
        value("ttl=30", m -> m.pool().ttl(), Optional.of(Duration.ofSeconds(30))),
        value("acquire=250", m -> m.pool().acquire(), Optional.of(Duration.ofMillis(250))),
        value("acquire=2s", m -> m.pool().acquire(), Optional.of(Duration.ofSeconds(2))),
        value("disablereuse=On", m -> m.pool().reuse(), false),
        value("disablereuse=off", m -> m.pool().reuse(), true),
        value("enablereuse=OFF", m -> m.pool().reuse(), false),
        value("disablereuse=On enablereuse=On", m -> m.pool().reuse(), true),
        value("enablereuse=On disablereuse=On", m -> m.pool().reuse(), false),
        value("timeout=5", m -> m.transport().timeout(), Duration.ofSeconds(5)),
        value("timeout=500ms", m -> m.transport().timeout(), Duration.ofMillis(500)),
        value("timeout=5", m -> m.transport().connectTimeout(), Duration.ofSeconds(5)),
        value(
            "timeout=5 connectiontimeout=1",
            m -> m.transport().connectTimeout(),
            Duration.ofSeconds(1)),
        value("retry=0", m -> m.transport().retry(), Duration.ZERO),
        value("retry=2mi", m -> m.transport().retry(), Duration.ofMinutes(2)),
        value("ping=500ms", m -> m.transport().ping(), Optional.of(Duration.ofMillis(500))),
        value("deadline=90", m -> m.transport().deadline(), Optional.of(Duration.ofSeconds(90))),
        value("deadline=2mi", m -> m.transport().deadline(), Optional.of(Duration.ofMinutes(2))),
        value("timeout=5", m -> m.transport().deadline(), Optional.empty()),
        value("iobuffersize=0", m -> m.transport().ioBufferSize(), 8192),
        value("iobuffersize=512", m -> m.transport().ioBufferSize(), 512),
        value("responsefieldsize=0", m -> m.transport().responseFieldSize(), 8192),
        value("responsefieldsize=100", m -> m.transport().responseFieldSize(), 100),
        value("receivebuffersize=65536", m -> m.transport().receiveBufferSize(), 65536),
        value("keepalive=On", m -> m.transport().keepAlive(), true),
        value("addressttl=-1", m -> m.transport().addressTtl(), Optional.empty()),
        value("addressttl=0", m -> m.transport().addressTtl(), Optional.of(Duration.ZERO)),
        value("addressttl=0", m -> m.pool().reuse(), false),
        value(
            "addressttl=1mi", m -> m.transport().addressTtl(), Optional.of(Duration.ofMinutes(1))),
        value("disablereuse=On", m -> m.transport().addressTtl(), Optional.of(Duration.ZERO)),
        value(
            "disablereuse=On addressttl=30",
            m -> m.transport().addressTtl(),
            Optional.of(Duration.ofSeconds(30))),
        value("loadfactor=1", MemberConfig::weight, 100),
        value("loadfactor=2.3", MemberConfig::weight, 230),
        value("loadfactor=2.257", MemberConfig::weight, 225),
        value("loadfactor=100", MemberConfig::weight, 10_000),
        value("LoadFactor=4", MemberConfig::weight, 400),
        value("loadfactor=4 loadfactor=5", MemberConfig::weight, 500),
        value("lbset=99", MemberConfig::lbset, 99),
        value("route=app1", MemberConfig::route, "app1"),
        value("route=a=b", MemberConfig::route, "a=b"),
        value("route=", MemberConfig::route, ""),
        value("redirect=app2", MemberConfig::redirect, "app2"),
        value("upgrade=ANY", MemberConfig::upgrade, Optional.of("ANY")),
        value("status=+H", MemberConfig::status, Set.of(MemberStatus.HOT_STANDBY)),
        value("status=dN", MemberConfig::status, Set.of(MemberStatus.DISABLED, MemberStatus.DRAIN)),
        value("status=+DH-D", MemberConfig::status, Set.of(MemberStatus.HOT_STANDBY)),
        value("status=", MemberConfig::status, Set.of()),
        value(
            "status=ISREC",
            MemberConfig::status,
            Set.of(
                MemberStatus.IGNORE_ERRORS,
                MemberStatus.STOPPED,
                MemberStatus.HOT_SPARE,
                MemberStatus.ERROR,
                MemberStatus.CHECK_FAILED)),
        value("hcmethod=get", m -> m.check().orElseThrow().method(), Method.GET),
        value("hcmethod=HEAD11", m -> m.check().orElseThrow().method(), Method.HEAD11),
        value("hcmethod=NONE", MemberConfig::check, Optional.empty()),
        value("hcmethod=TCP", m -> m.check().orElseThrow().passes(), 1),
        value("hcmethod=TCP hcpasses=0", m -> m.check().orElseThrow().passes(), 1),
        value("hcmethod=TCP hcfails=3", m -> m.check().orElseThrow().fails(), 3),
        value("hcmethod=TCP", m -> m.check().orElseThrow().interval(), Duration.ofSeconds(30)),
        value(
            "hcmethod=TCP hcinterval=100ms",
            m -> m.check().orElseThrow().interval(),
            Duration.ofMillis(100)),
        value("hcmethod=GET hcuri=/up", m -> m.check().orElseThrow().uri(), "/up"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsEveryParameter(
      String parameters, Function<MemberConfig, Object> what, Object expected) {
    assertThat(what.apply(member(parameters))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min=-1 | min=-1: must be a whole number of at least 0.",
        "max=many | max=many: must be a whole number of at least 0.",
        "max=2147483648 | max=2147483648: must be a whole number of at least 0.",
        "max=10k | max=10k: must be a whole number of at least 0.",
        "smax= | smax=: must be a whole number of at least 0.",
        "acquire=0 | acquire=0: must be a time of at least 1 ms, in milliseconds without a unit.",
        "connectiontimeout=0 | connectiontimeout=0: must be a time of at least 1 ms, in seconds"
            + " without a unit.",
        "timeout=0 | timeout=0: must be a time of at least 1 ms, in seconds without a unit.",
        "timeout=500x | timeout=500x: must be a time of at least 1 ms, in seconds without a unit"
            + " (\"x\" is no unit, the units are ms, s, mi and h).",
        "timeout=5m | timeout=5m: must be a time of at least 1 ms, in seconds without a unit"
            + " (\"m\" could mean minutes or milliseconds, write \"mi\" or \"ms\").",
        "ttl=0 | ttl=0: must be a time of at least 1 ms, in seconds without a unit.",
        "retry=-1 | retry=-1: must be a time of at least 0, in seconds without a unit"
            + " (a time cannot be negative).",
        "ping=x | ping=x: must be a time of at least 1 ms, in seconds without a unit"
            + " (a time starts with a whole number).",
        "disablereuse=yes | disablereuse=yes: must be On or Off.",
        "enablereuse=1 | enablereuse=1: must be On or Off.",
        "keepalive= | keepalive=: must be On or Off.",
        "iobuffersize=511 | iobuffersize=511: must be 0 for the default, or a number of bytes from"
            + " 512 to 16777216.",
        "iobuffersize=1 | iobuffersize=1: must be 0 for the default, or a number of bytes from"
            + " 512 to 16777216.",
        "receivebuffersize=16777217 | receivebuffersize=16777217: must be 0 for the default, or a"
            + " number of bytes from 512 to 16777216.",
        "responsefieldsize=-1 | responsefieldsize=-1: must be a number of bytes from 0 to 16777216.",
        "lbset=100 | lbset=100: must be a whole number from 0 to 99.",
        "lbset=-1 | lbset=-1: must be a whole number from 0 to 99.",
        "loadfactor=0 | loadfactor=0: must be a number from 1 to 100, such as 1 or 2.25.",
        "loadfactor=0.99 | loadfactor=0.99: must be a number from 1 to 100, such as 1 or 2.25.",
        "loadfactor=100.01 | loadfactor=100.01: must be a number from 1 to 100, such as 1 or 2.25.",
        "loadfactor=1e2 | loadfactor=1e2: must be a number from 1 to 100, such as 1 or 2.25.",
        "loadfactor=2,5 | loadfactor=2,5: must be a number from 1 to 100, such as 1 or 2.25.",
        "addressttl=500ms | addressttl=500ms: must be -1, or a time in whole seconds"
            + " (500 ms are no whole seconds).",
        "addressttl=-2 | addressttl=-2: must be -1, or a time in whole seconds"
            + " (a time cannot be negative).",
        "upgrade=abcdefghijklmnop | upgrade=abcdefghijklmnop: must be at most 15 characters long"
            + " (it has 16).",
        "status=X | status=X: must be letters out of I, N, D, S, E, H, R and C, with + or - in"
            + " front to set or clear (\"X\" is none of them).",
        "status=D+ | status=D+: must be letters out of I, N, D, S, E, H, R and C, with + or - in"
            + " front to set or clear (a sign at the end changes nothing).",
        "status=G | status=G: must be letters out of I, N, D, S, E, H, R and C, with + or - in"
            + " front to set or clear (\"G\" is one of httpd's internal flags and cannot be set).",
        "flushpackets=maybe | flushpackets=maybe: must be on, off or auto.",
        "flushwait=1001 | flushwait=1001: must be a time from 0 to 1000 ms, in milliseconds without"
            + " a unit.",
        "flusher=abcdefghijklmnop | flusher=abcdefghijklmnop: must be at most 15 characters long"
            + " (it has 16).",
        "multipathtcp=x | multipathtcp=x: must be On or Off.",
        "hcmethod=POST | hcmethod=POST: must be NONE, TCP, OPTIONS, HEAD, GET, OPTIONS11, HEAD11,"
            + " GET11.",
        "hcmethod=CPING | hcmethod=CPING: must be NONE, TCP, OPTIONS, HEAD, GET, OPTIONS11, HEAD11,"
            + " GET11 (CPING is for AJP, which is not spoken; write OPTIONS).",
        "hcpasses=-1 | hcpasses=-1: must be a whole number of at least 0.",
        "hcfails=x | hcfails=x: must be a whole number of at least 0.",
        "hcinterval=99ms | hcinterval=99ms: must be a time of at least 100 ms, in seconds without a"
            + " unit.",
        "hctemplate=none | hctemplate=none: no ProxyHCTemplate of that name stands above.",
        "hcexpr=ok | hcexpr=ok: no ProxyHCExpr of that name stands above.",
        "loadfaktor=2 | \"loadfaktor\" is no parameter of a member: did you mean \"loadfactor\"?",
        "foo=2 | \"foo\" is no parameter of a member.",
        "stickysession=A | \"stickysession\" is a parameter of a balancer, not of a member: write it"
            + " in a ProxySet for the balancer.",
        "=5 | BalancerMember: \"=5\" is not of the form key=value.",
      })
  void refusesAValueThatHttpdRefusesOrMisreads(String parameter, String message) {
    Reading reading = new Reading().section("balancer://x", "BalancerMember http://h " + parameter);

    assertThat(reading.problems()).first().isEqualTo("ERROR f.conf:2: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"route", "redirect", "hcuri", "secret"})
  void textsAreShorterThan64Characters(String key) {
    String longest = "x".repeat(63);
    Reading good =
        new Reading().section("balancer://x", "BalancerMember http://h " + key + "=" + longest);
    assertThat(good.problems.hasErrors()).isFalse();

    Reading bad =
        new Reading().section("balancer://x", "BalancerMember http://h " + key + "=x" + longest);
    assertThat(bad.messages())
        .first()
        .isEqualTo(key + "=x" + longest + ": must be at most 63 characters long (it has 64).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret=s", "flusher=f", "flushpackets=auto", "flushwait=10", "multipathtcp=On"})
  void whatOtherProtocolsNeedIsNoted(String parameter) {
    Reading reading = new Reading().section("balancer://x", "BalancerMember http://h " + parameter);

    assertThat(reading.problems())
        .containsExactly(
            "NOTE f.conf:2: "
                + parameter.substring(0, parameter.indexOf('='))
                + " has no effect: HTTP members do not need it.");
  }

  @Test
  void webSocketMembersTunnelWebSocket() {
    Reading reading = new Reading().section("balancer://x", "BalancerMember ws://h");

    assertThat(reading.member().upgrade()).contains("WebSocket");
  }

  @Test
  void everyKeyHasItsTest() {
    assertThat(WorkerParameters.TABLE.keys())
        .containsExactlyInAnyOrder(
            ("min max smax acquire connectiontimeout timeout disablereuse enablereuse flushpackets"
                    + " flushwait iobuffersize responsefieldsize receivebuffersize keepalive lbset"
                    + " ping loadfactor redirect retry route status ttl upgrade addressttl deadline secret"
                    + " flusher multipathtcp hcmethod hcpasses hcfails hcinterval hcuri hctemplate"
                    + " hcexpr")
                .split(" "));
  }

  private static Arguments value(
      String parameters, Function<MemberConfig, Object> what, Object expected) {
    return Arguments.of(parameters, what, expected);
  }

  private static MemberConfig member(String parameters) {
    Reading reading =
        new Reading().section("balancer://x", "BalancerMember http://h " + parameters);
    MemberConfig member = reading.member();
    assertThat(reading.problems()).isEmpty();
    return member;
  }
}
