package io.torii.runtime;

import io.opentelemetry.api.OpenTelemetry;
import io.torii.balancer.Member;
import io.torii.config.ObserveConfig;
import io.torii.diagnosis.Diagnosis;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.Scene;
import io.torii.diagnosis.Traffic;
import io.torii.diagnosis.TrafficWatch;
import io.torii.directive.Problem;
import io.torii.directive.Problem.Severity;
import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Completed;
import io.torii.observe.metrics.LiveFigures;
import io.torii.observe.metrics.Measurements;
import io.torii.observe.metrics.Metrics;
import io.torii.observe.tracing.Telemetry;
import io.torii.observe.tracing.TelemetryCheck;
import io.torii.observe.tracing.Tracing;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whoever looks at requests as they pass: the diagnosis, and as much measuring and tracing as the
 * first configuration asks for.
 */
final class Observation implements AutoCloseable {

  private final @Nullable Metrics metrics;
  private final @Nullable Tracing tracing;
  private final TrafficWatch traffic = new TrafficWatch(System::nanoTime);
  private final Diagnosis diagnosis = new Diagnosis();

  /**
   * Begins.
   *
   * @param config empty if there is none, and so nothing to be seen
   * @throws ConfigurationException if a property {@code otel.…} is wrong
   */
  Observation(Optional<ObserveConfig> config, LiveFigures live) throws ConfigurationException {
    metrics = config.filter(ObserveConfig::metrics).map(c -> new Metrics(live)).orElse(null);
    Optional<Map<String, String>> properties = config.flatMap(ObserveConfig::telemetry);
    tracing = properties.isPresent() ? tracing(properties.get()) : null;
  }

  private static Tracing tracing(Map<String, String> properties) throws ConfigurationException {
    try {
      return new Tracing(telemetry(properties), Product.version());
    } catch (RuntimeException e) {
      List<Problem> wrong = TelemetryCheck.problems(properties);
      if (wrong.stream().noneMatch(problem -> problem.severity() == Severity.ERROR)) {
        throw e; // by no property
      }
      throw new ConfigurationException(wrong);
    }
  }

  /** The server's, where it has MicroProfile Telemetry; else one of our own. */
  private static Telemetry telemetry(Map<String, String> properties) {
    return servers().map(Telemetry::ofServer).orElseGet(() -> Telemetry.own(properties));
  }

  private static Optional<OpenTelemetry> servers() {
    try {
      Instance<OpenTelemetry> found = CDI.current().select(OpenTelemetry.class);
      return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.empty(); // CDI has not begun: we are by ourselves
    }
  }

  Observers observers() {
    List<AttemptObserver> attempts = new ArrayList<>(List.of(traffic));
    Consumer<Completed> completed = traffic;
    if (metrics != null) {
      attempts.add(metrics);
      completed = completed.andThen(metrics);
    }
    if (tracing != null) {
      attempts.add(tracing);
      completed = completed.andThen(tracing);
    }
    return new Observers(AttemptObserver.all(attempts), completed);
  }

  /** What the diagnosis has seen of requests. */
  Optional<Traffic> traffic() {
    return Optional.of(traffic);
  }

  /** Has members whose requests the diagnosis looks at. */
  void watch(List<Member> members) {
    traffic.watch(members);
  }

  List<Finding> diagnose(Scene scene, Optional<String> balancer) {
    return diagnosis.run(scene, balancer);
  }

  Optional<Measurements> measurements() {
    return Optional.ofNullable(metrics);
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.close();
    }
    if (tracing != null) {
      tracing.close();
    }
  }
}
