package io.torii.config.members;

import static io.torii.config.members.ValueTypes.text;
import static io.torii.config.members.ValueTypes.time;
import static io.torii.config.members.ValueTypes.whole;

import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.InvalidValueException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of an active check (mod_proxy_hcheck). */
final class CheckParameters {

  /** Empty for {@code NONE}. */
  static final Parameter<Optional<Method>> METHOD =
      Parameter.check("hcmethod", ValueTypes.of(methods(), CheckParameters::method));

  static final Parameter<Integer> PASSES = Parameter.check("hcpasses", whole(0, Integer.MAX_VALUE));
  static final Parameter<Integer> FAILS = Parameter.check("hcfails", whole(0, Integer.MAX_VALUE));
  static final Parameter<Duration> INTERVAL =
      Parameter.check(
          "hcinterval", time(ChronoUnit.SECONDS, Duration.ofMillis(100), TimeValue.MAX));
  static final Parameter<String> URI = Parameter.check("hcuri", text(63));
  static final Parameter<String> TEMPLATE = Parameter.check("hctemplate", text(63));
  static final Parameter<String> EXPRESSION = Parameter.check("hcexpr", text(63));

  /** What a ProxyHCTemplate takes. */
  static final ParameterTable TABLE =
      new ParameterTable(
          "a health check", List.of(METHOD, PASSES, FAILS, INTERVAL, URI, TEMPLATE, EXPRESSION));

  private CheckParameters() {}

  private static String methods() {
    return "NONE, "
        + Arrays.stream(Method.values()).map(Method::name).collect(Collectors.joining(", "));
  }

  private static Optional<Method> method(String text) throws InvalidValueException {
    if (text.equalsIgnoreCase("NONE")) {
      return Optional.empty();
    }
    if (text.equalsIgnoreCase("CPING")) {
      throw new InvalidValueException("CPING is for AJP, which is not spoken; write OPTIONS");
    }
    for (Method method : Method.values()) {
      if (method.name().equalsIgnoreCase(text)) {
        return Optional.of(method);
      }
    }
    throw new InvalidValueException("");
  }
}
