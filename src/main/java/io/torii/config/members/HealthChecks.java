package io.torii.config.members;

import io.torii.config.HealthCheckConfig;
import io.torii.config.HealthCheckConfig.Method;
import io.torii.config.HealthCheckConfig.NamedExpression;
import io.torii.directive.Nearest;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import io.torii.directive.expr.Expression;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ProxyHCTemplates and ProxyHCExprs of one server; those of the main server are seen too. */
final class HealthChecks {

  private static final int MAX_EXPRESSION_NAME = 15;

  private final Problems problems;
  private final @Nullable HealthChecks parent;
  private final Map<String, ParameterValues> templates = new LinkedHashMap<>();
  private final Map<String, NamedExpression> expressions = new LinkedHashMap<>();

  HealthChecks(Problems problems, @Nullable HealthChecks parent) {
    this.problems = problems;
    this.parent = parent;
  }

  void template(List<String> arguments, Origin origin) {
    if (arguments.size() < 2) {
      problems.error(
          origin, "ProxyHCTemplate takes a name and parameters, such as tcp5 hcmethod=TCP.");
      return;
    }
    ParameterValues values = new ParameterValues();
    values.put(CheckParameters.METHOD, Optional.of(Method.TCP));
    values.add(
        new ParameterReader(problems, this)
            .read(
                CheckParameters.TABLE,
                "ProxyHCTemplate",
                arguments.subList(1, arguments.size()),
                origin));
    templates.put(arguments.get(0), values);
  }

  void expression(String name, Expression expression, Origin origin) {
    if (name.length() > MAX_EXPRESSION_NAME) {
      problems.error(
          origin,
          "ProxyHCExpr: the name \""
              + name
              + "\" is longer than "
              + MAX_EXPRESSION_NAME
              + " characters.");
    }
    expressions.put(name, new NamedExpression(name, expression));
  }

  /** Copies a template's values, as it stands now. */
  void useTemplate(String name, ParameterValues into, Origin origin) {
    Optional<ParameterValues> template = findTemplate(name);
    if (template.isEmpty()) {
      problems.error(origin, undefined("hctemplate", name, "ProxyHCTemplate", templates));
      return;
    }
    template.get().parameters().forEach(p -> copy(template.get(), p, into));
  }

  void requireExpression(String name, Origin origin) {
    if (find(name).isEmpty()) {
      problems.error(origin, undefined("hcexpr", name, "ProxyHCExpr", expressions));
    }
  }

  /** The check that a member's parameters ask for. */
  Optional<HealthCheckConfig> check(ParameterValues values, Origin origin) {
    Optional<Method> method = values.get(CheckParameters.METHOD).flatMap(m -> m);
    if (method.isEmpty()) {
      warnWithoutMethod(values, origin);
      return Optional.empty();
    }
    if (method.get() == Method.TCP && values.get(CheckParameters.EXPRESSION).isPresent()) {
      problems.warn(
          origin, "hcexpr has no effect with hcmethod=TCP: there is no response to look at.");
    }
    return Optional.of(
        new HealthCheckConfig(
            method.get(),
            Math.max(1, values.get(CheckParameters.PASSES).orElse(1)),
            Math.max(1, values.get(CheckParameters.FAILS).orElse(1)),
            values.get(CheckParameters.INTERVAL).orElse(Duration.ofSeconds(30)),
            values.get(CheckParameters.URI).orElse(""),
            values
                .get(CheckParameters.EXPRESSION)
                .filter(name -> method.get() != Method.TCP)
                .flatMap(this::find)));
  }

  private void warnWithoutMethod(ParameterValues values, Origin origin) {
    if (values.get(CheckParameters.METHOD).isPresent()) {
      return; // hcmethod=NONE is how a template is switched off
    }
    for (Parameter<?> parameter : values.parameters()) {
      if (parameter.effect() == Parameter.Effect.CHECK) {
        problems.warn(
            origin, parameter.key() + " has no effect without hcmethod, such as hcmethod=GET.");
      }
    }
  }

  private Optional<ParameterValues> findTemplate(String name) {
    ParameterValues own = templates.get(name);
    if (own != null || parent == null) {
      return Optional.ofNullable(own);
    }
    return parent.findTemplate(name);
  }

  private Optional<NamedExpression> find(String name) {
    NamedExpression own = expressions.get(name);
    if (own != null || parent == null) {
      return Optional.ofNullable(own);
    }
    return parent.find(name);
  }

  private static <T> void copy(ParameterValues from, Parameter<T> what, ParameterValues to) {
    from.get(what).ifPresent(value -> to.put(what, value));
  }

  private static String undefined(
      String key, String name, String directive, Map<String, ?> defined) {
    return key
        + "="
        + name
        + ": no "
        + directive
        + " of that name stands above"
        + Nearest.hint(name, defined.keySet());
  }
}
