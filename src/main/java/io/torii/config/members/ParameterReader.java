package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code key=value} words; every problem is collected. */
final class ParameterReader {

  private final Problems problems;
  private final HealthChecks checks;

  ParameterReader(Problems problems, HealthChecks checks) {
    this.problems = problems;
    this.checks = checks;
  }

  /**
   * Reads words from left to right; of a repeated key the last one counts.
   *
   * @param directive what the words belong to, for messages
   */
  ParameterValues read(ParameterTable table, String directive, List<String> words, Origin origin) {
    ParameterValues values = new ParameterValues();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals <= 0) {
        problems.error(origin, directive + ": \"" + word + "\" is not of the form key=value.");
      } else {
        read(table, word.substring(0, equals), word.substring(equals + 1), origin, values);
      }
    }
    return values;
  }

  /** Reads one value into {@code values}. */
  void read(ParameterTable table, String key, String value, Origin origin, ParameterValues values) {
    Parameter<?> parameter = table.find(key);
    if (parameter == null) {
      problems.error(origin, unknown(table, key));
      return;
    }
    try {
      put(parameter, value, values);
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return;
    }
    if (parameter.effect() == Parameter.Effect.NONE) {
      problems.note(origin, parameter.key() + " has no effect: HTTP members do not need it.");
    } else if (parameter.equals(CheckParameters.TEMPLATE)) {
      checks.useTemplate(value, values, origin);
    } else if (parameter.equals(CheckParameters.EXPRESSION)) {
      checks.requireExpression(value, origin);
    }
  }

  private static <T> void put(Parameter<T> parameter, String text, ParameterValues values)
      throws InvalidValueException {
    values.put(parameter, parameter.parse(text), text);
  }

  private static String unknown(ParameterTable table, String key) {
    ParameterTable other = other(table);
    if (other != null && other.find(key) != null) {
      return "\""
          + key
          + "\" is a parameter of "
          + other.owner()
          + ", not of "
          + table.owner()
          + ": write it "
          + (other == BalancerParameters.TABLE
              ? "in a ProxySet for the balancer."
              : "behind the BalancerMember's URL.");
    }
    return "\"" + key + "\" is no parameter of " + table.owner() + Nearest.hint(key, table.keys());
  }

  private static @Nullable ParameterTable other(ParameterTable table) {
    if (table == BalancerParameters.TABLE) {
      return WorkerParameters.TABLE;
    }
    return table == WorkerParameters.TABLE ? BalancerParameters.TABLE : null;
  }
}
