package io.torii.config.members;

import static io.torii.config.members.ValueTypes.bufferSize;
import static io.torii.config.members.ValueTypes.choice;
import static io.torii.config.members.ValueTypes.onOff;
import static io.torii.config.members.ValueTypes.text;
import static io.torii.config.members.ValueTypes.time;
import static io.torii.config.members.ValueTypes.whole;

import io.torii.config.InvalidValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The parameters of a member or of a plain worker, in the order of httpd's manual. */
public final class WorkerParameters {

  private static final Duration ONE_MS = Duration.ofMillis(1);
  private static final int ANY = Integer.MAX_VALUE;

  static final Parameter<Integer> MIN = Parameter.of("min", whole(0, ANY));
  static final Parameter<Integer> MAX = Parameter.of("max", whole(0, ANY));
  static final Parameter<Integer> SMAX = Parameter.of("smax", whole(0, ANY));
  static final Parameter<Duration> ACQUIRE =
      Parameter.of("acquire", time(ChronoUnit.MILLIS, ONE_MS, TimeValue.MAX));
  static final Parameter<Duration> CONNECTION_TIMEOUT =
      Parameter.of("connectiontimeout", seconds());
  static final Parameter<Boolean> REUSE =
      new Parameter<>("enablereuse", "reuse", onOff(), Parameter.Effect.FULL);
  static final Parameter<Boolean> DISABLE_REUSE =
      new Parameter<>("disablereuse", "reuse", ValueTypes.offOn(), Parameter.Effect.FULL);
  static final Parameter<Integer> IO_BUFFER_SIZE = Parameter.of("iobuffersize", bufferSize());
  static final Parameter<Integer> RESPONSE_FIELD_SIZE =
      Parameter.of("responsefieldsize", ValueTypes.lineSize());
  static final Parameter<Integer> RECEIVE_BUFFER_SIZE =
      Parameter.of("receivebuffersize", bufferSize());
  static final Parameter<Boolean> KEEP_ALIVE = Parameter.of("keepalive", onOff());
  static final Parameter<Integer> LB_SET = Parameter.of("lbset", whole(0, 99));
  static final Parameter<Duration> PING = Parameter.of("ping", seconds());
  static final Parameter<Integer> LOAD_FACTOR =
      Parameter.of(
          "loadfactor",
          ValueTypes.of("a number from 1 to 100, such as 1 or 2.25", WorkerParameters::weight));
  static final Parameter<String> REDIRECT = Parameter.of("redirect", text(63));
  static final Parameter<Duration> RETRY =
      Parameter.of("retry", time(ChronoUnit.SECONDS, Duration.ZERO, TimeValue.MAX));
  static final Parameter<String> ROUTE = Parameter.of("route", text(63));
  static final Parameter<StatusChange> STATUS = Parameter.of("status", StatusChange.TYPE);
  static final Parameter<Duration> TIMEOUT = Parameter.of("timeout", seconds());
  static final Parameter<Duration> TTL = Parameter.of("ttl", seconds());
  static final Parameter<String> UPGRADE = Parameter.of("upgrade", text(15));

  /** Of a whole exchange; Torii's own, as httpd has none. */
  static final Parameter<Duration> DEADLINE = Parameter.of("deadline", seconds());

  /** Negative for as long as the process lives. */
  static final Parameter<Duration> ADDRESS_TTL =
      Parameter.of(
          "addressttl",
          ValueTypes.of("-1, or a time in whole seconds", WorkerParameters::addressTtl));

  /** In the order of the manual; the ones that only other protocols need stand at the end. */
  public static final ParameterTable TABLE =
      new ParameterTable(
          "a member",
          List.of(
              MIN,
              MAX,
              SMAX,
              ACQUIRE,
              CONNECTION_TIMEOUT,
              DISABLE_REUSE,
              REUSE,
              IO_BUFFER_SIZE,
              RESPONSE_FIELD_SIZE,
              RECEIVE_BUFFER_SIZE,
              KEEP_ALIVE,
              LB_SET,
              PING,
              LOAD_FACTOR,
              REDIRECT,
              RETRY,
              ROUTE,
              STATUS,
              TIMEOUT,
              TTL,
              UPGRADE,
              ADDRESS_TTL,
              DEADLINE,
              CheckParameters.METHOD,
              CheckParameters.PASSES,
              CheckParameters.FAILS,
              CheckParameters.INTERVAL,
              CheckParameters.URI,
              CheckParameters.TEMPLATE,
              CheckParameters.EXPRESSION,
              Parameter.withoutEffect(
                  "flushpackets", choice(List.of("on", "off", "auto"), word -> word)),
              Parameter.withoutEffect(
                  "flushwait", time(ChronoUnit.MILLIS, Duration.ZERO, Duration.ofSeconds(1))),
              Parameter.withoutEffect("secret", text(63)),
              Parameter.withoutEffect("flusher", text(15)),
              Parameter.withoutEffect("multipathtcp", onOff())));

  private WorkerParameters() {}

  private static ValueType<Duration> seconds() {
    return time(ChronoUnit.SECONDS, ONE_MS, TimeValue.MAX);
  }

  /** Hundredths; further decimals are cut off, as in httpd. */
  private static int weight(String text) throws InvalidValueException {
    if (!text.matches("\\d{1,9}(\\.\\d{0,20})?|\\.\\d{1,20}")) {
      throw new InvalidValueException("");
    }
    int hundredths =
        new BigDecimal(text).movePointRight(2).setScale(0, RoundingMode.DOWN).intValueExact();
    if (hundredths < 100 || hundredths > 10_000) {
      throw new InvalidValueException("");
    }
    return hundredths;
  }

  private static Duration addressTtl(String text) throws InvalidValueException {
    if (text.equals("-1")) {
      return Duration.ofSeconds(-1);
    }
    Duration time = TimeValue.parse(text, ChronoUnit.SECONDS);
    if (time.toMillis() % 1000 != 0) {
      throw new InvalidValueException(
          String.format(Locale.ROOT, "%d ms are no whole seconds", time.toMillis()));
    }
    return time;
  }
}
