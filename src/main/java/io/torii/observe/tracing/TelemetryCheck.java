package io.torii.observe.tracing;

import io.torii.directive.Origin;
import io.torii.directive.Problem;
import io.torii.directive.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which of the properties {@code otel.…} are wrong, by having the SDK read them: nothing
 * is sent, and nobody is connected to.
 */
public final class TelemetryCheck {

  /** The switch, to blame for what no property is: the SDK reads environment variables as well. */
  private static final String SWITCH = "otel.sdk.disabled";

  /** What is said of a property may be said because of a shorter one, such as the sampler's. */
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  /** Says that the SDK closes what it has begun, once more for each attempt. */
  private static final Logger SDK = Logger.getLogger("io.opentelemetry.sdk.autoconfigure");

  private TelemetryCheck() {}

  /**
   * What keeps the SDK from being set up, each with the property to blame, and a warning of each
   * property that it does not read; empty if there is nothing to say.
   *
   * @param properties those that are not the SDK's own defaults
   */
  public static List<Problem> problems(Map<String, String> properties) {
    Level before = SDK.getLevel();
    SDK.setLevel(Level.WARNING);
    try {
      return found(properties);
    } finally {
      SDK.setLevel(before);
    }
  }

  private static List<Problem> found(Map<String, String> properties) {
    Map<String, @Nullable String> left = new TreeMap<>(LONGEST_FIRST);
    left.putAll(properties);
    List<Problem> problems = new ArrayList<>();
    Optional<String> complaint = complaint(left);
    while (complaint.isPresent()) {
      Optional<String> culprit = culprit(left, complaint.get());
      problems.add(problem(culprit, complaint.get()));
      if (culprit.isEmpty()) {
        break;
      }
      leaveOut(culprit.get(), left);
      complaint = complaint(left);
    }
    properties.keySet().stream()
        .sorted()
        .map(TelemetryNames::unread)
        .flatMap(Optional::stream)
        .forEach(problems::add);
    return problems;
  }

  /** What the SDK has against these; empty if it can be set up. */
  private static Optional<String> complaint(Map<String, @Nullable String> properties) {
    try {
      Telemetry.own(properties).end().run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** The property without which the complaint is gone, or another one comes. */
  private static Optional<String> culprit(
      Map<String, @Nullable String> properties, String complaint) {
    for (String name : properties.keySet()) {
      Map<String, @Nullable String> without = new HashMap<>(properties);
      leaveOut(name, without);
      if (!complaint(without).equals(Optional.of(complaint))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** The SDK takes null for none, and looks at no system property of that name then. */
  private static void leaveOut(String name, Map<String, @Nullable String> properties) {
    properties.put(name, Telemetry.DEFAULTS.get(name));
  }

  private static Problem problem(Optional<String> culprit, String complaint) {
    String message =
        culprit
            .map(name -> message(name, complaint))
            .orElse("OpenTelemetry cannot be set up, check the variables OTEL_…: " + complaint);
    return new Problem(Origin.property(culprit.orElse(SWITCH)), Severity.ERROR, message);
  }

  private static String message(String name, String complaint) {
    // A collector's password stands in its headers, and the SDK repeats them.
    String why = name.endsWith(".headers") ? "it is no list name=value,name=value" : complaint;
    String hint = name.endsWith(".protocol") ? ": OTLP goes over HTTP here, http/protobuf." : ".";
    return "OpenTelemetry cannot use it: "
        + why
        + ". Correct it, or leave it out for its default"
        + hint;
  }
}
