package io.torii.config.members;

import static io.torii.config.members.ValueTypes.onOff;
import static io.torii.config.members.ValueTypes.text;
import static io.torii.config.members.ValueTypes.time;
import static io.torii.config.members.ValueTypes.whole;

import io.torii.config.InvalidValueException;
import io.torii.directive.Nearest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameters of a balancer. */
public final class BalancerParameters {

  /** The names of the balancing methods. */
  public static final List<String> METHODS =
      List.of("byrequests", "bytraffic", "bybusyness", "heartbeat");

  static final Parameter<String> METHOD =
      Parameter.of("lbmethod", ValueTypes.of(methodNames(), BalancerParameters::method));
  static final Parameter<Integer> MAX_ATTEMPTS =
      Parameter.of("maxattempts", whole(0, Integer.MAX_VALUE));
  static final Parameter<Boolean> NO_FAILOVER = Parameter.of("nofailover", onOff());

  /** Empty for none. */
  static final Parameter<Optional<StickyNames>> STICKY_SESSION =
      Parameter.of(
          "stickysession",
          ValueTypes.of(
              "NAME or COOKIE|parameter, at most 63 characters long", BalancerParameters::sticky));

  /** Empty for {@code Off}. */
  static final Parameter<Optional<Character>> STICKY_SEPARATOR =
      Parameter.of(
          "stickysessionsep",
          ValueTypes.of("a single character, or Off", BalancerParameters::separator));

  static final Parameter<Boolean> SEMICOLON_DELIMITS = Parameter.of("scolonpathdelim", onOff());
  static final Parameter<Duration> MEMBER_WAIT =
      Parameter.of("timeout", time(ChronoUnit.SECONDS, Duration.ofMillis(10), TimeValue.MAX));
  static final Parameter<Set<Integer>> FAIL_ON_STATUS =
      Parameter.of(
          "failonstatus",
          ValueTypes.of(
              "response statuses from 100 to 599 with commas between them",
              BalancerParameters::statuses));
  static final Parameter<Boolean> FAIL_ON_TIMEOUT = Parameter.of("failontimeout", onOff());

  /** Empty for {@code None}. */
  static final Parameter<String> NONCE =
      Parameter.of("nonce", ValueTypes.of(text(36).accepts(), BalancerParameters::nonce));

  static final Parameter<Integer> GROWTH = Parameter.of("growth", whole(1, 100));
  static final Parameter<Boolean> FORCE_RECOVERY = Parameter.of("forcerecovery", onOff());

  /** In the order of the manual. */
  public static final ParameterTable TABLE =
      new ParameterTable(
          "a balancer",
          List.of(
              METHOD,
              MAX_ATTEMPTS,
              NO_FAILOVER,
              STICKY_SESSION,
              STICKY_SEPARATOR,
              SEMICOLON_DELIMITS,
              MEMBER_WAIT,
              FAIL_ON_STATUS,
              FAIL_ON_TIMEOUT,
              NONCE,
              GROWTH,
              FORCE_RECOVERY));

  private BalancerParameters() {}

  /** The names of a session's cookie and path parameter. */
  record StickyNames(String cookie, String parameter) {}

  private static String methodNames() {
    return String.join(", ", METHODS.subList(0, METHODS.size() - 1))
        + " or "
        + METHODS.get(METHODS.size() - 1);
  }

  private static String method(String text) throws InvalidValueException {
    if (METHODS.contains(text)) {
      return text;
    }
    throw new InvalidValueException(
        Nearest.to(text, METHODS).map(m -> "did you mean \"" + m + "\"?").orElse(""));
  }

  private static Optional<StickyNames> sticky(String text) throws InvalidValueException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int bar = text.indexOf('|');
    String cookie = bar < 0 ? text : text.substring(0, bar);
    String parameter = bar < 0 ? text : text.substring(bar + 1);
    if (text.length() > 63
        || cookie.isEmpty()
        || parameter.isEmpty()
        || parameter.indexOf('|') >= 0) {
      throw new InvalidValueException("");
    }
    return Optional.of(new StickyNames(cookie, parameter));
  }

  private static Optional<Character> separator(String text) throws InvalidValueException {
    if (text.equalsIgnoreCase("off")) {
      return Optional.empty();
    }
    if (text.length() != 1) {
      throw new InvalidValueException("");
    }
    return Optional.of(text.charAt(0));
  }

  private static Set<Integer> statuses(String text) throws InvalidValueException {
    Set<Integer> statuses = new LinkedHashSet<>();
    for (String word : text.split("[, ]+", -1)) {
      if (!word.isEmpty()) {
        try {
          statuses.add(ValueTypes.number(word, 100, 599));
        } catch (InvalidValueException e) {
          throw new InvalidValueException("\"" + word + "\" is none");
        }
      }
    }
    if (statuses.isEmpty()) {
      throw new InvalidValueException("");
    }
    return statuses;
  }

  private static String nonce(String text) throws InvalidValueException {
    return text.equalsIgnoreCase("none") ? "" : text(36).parse(text);
  }
}
