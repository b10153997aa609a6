package io.torii.manager;

import io.torii.directive.Nearest;
import io.torii.manager.Problem.FieldError;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of a change. JAX-RS makes false of whatever is no boolean, and passes over what it does
 * not know: somebody who misspells {@code dryRun} would change what he only wanted to try.
 */
final class Query {

  private Query() {}

  /**
   * Whether a change is only tried.
   *
   * @throws jakarta.ws.rs.WebApplicationException 422 if it is something else than true or false
   */
  static boolean dryRun(@Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw refused("dryRun", "must be true or false, or left out to make the change.");
  }

  /**
   * How long to wait, at most.
   *
   * @param value seconds; null for {@code fallback}
   * @throws jakarta.ws.rs.WebApplicationException 422 if it is no such time
   */
  static Duration deadline(@Nullable String value, Duration fallback) {
    if (value == null) {
      return fallback;
    }
    return Optional.of(value)
        .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,3})?"))
        .flatMap(text -> Draining.seconds(Double.parseDouble(text)))
        .orElseThrow(() -> refused("deadline", Draining.SECONDS));
  }

  /**
   * Lets only those parameters through that a method knows, and each once.
   *
   * @throws jakarta.ws.rs.WebApplicationException 422 naming the others
   */
  static void check(MultivaluedMap<String, String> given, Method method) {
    Set<String> known = known(method);
    List<FieldError> errors = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            errors.add(new FieldError(name, unknown(name, known)));
          } else if (values.size() > 1) {
            errors.add(new FieldError(name, "is there " + values.size() + " times: give it once."));
          }
        });
    if (!errors.isEmpty()) {
      throw Problem.of(errors);
    }
  }

  private static Set<String> known(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String unknown(String name, Set<String> known) {
    if (known.isEmpty()) {
      return "There is no such query parameter: this takes none.";
    }
    return "There is no such query parameter"
        + Nearest.hint(name, known)
        + " This takes "
        + String.join(", ", known)
        + ".";
  }

  private static RuntimeException refused(String field, String message) {
    return Problem.of(List.of(new FieldError(field, message)));
  }
}
