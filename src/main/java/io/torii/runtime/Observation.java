package io.torii.runtime;

import io.torii.balancer.Member;
import io.torii.diagnosis.Diagnosis;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.Scene;
import io.torii.diagnosis.Traffic;
import io.torii.diagnosis.TrafficWatch;
import io.torii.exchange.AttemptObserver;
import io.torii.exchange.Completed;
import io.torii.observe.metrics.Measurements;
import io.torii.observe.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whoever looks at requests as they pass: measurements and the diagnosis. */
final class Observation implements AutoCloseable {

  private final @Nullable Metrics metrics;
  private final TrafficWatch traffic = new TrafficWatch(System::nanoTime);
  private final Diagnosis diagnosis = new Diagnosis();

  /**
   * An observation of one gate.
   *
   * @param metrics null if nothing is measured
   */
  Observation(@Nullable Metrics metrics) {
    this.metrics = metrics;
  }

  Observers observers() {
    List<AttemptObserver> attempts = new ArrayList<>(List.of(traffic));
    Consumer<Completed> completed = traffic;
    if (metrics != null) {
      attempts.add(metrics);
      completed = completed.andThen(metrics);
    }
    return new Observers(AttemptObserver.all(attempts), completed);
  }

  /** Empty if nothing is measured. */
  Optional<Measurements> measurements() {
    return Optional.ofNullable(metrics);
  }

  Optional<Traffic> traffic() {
    return Optional.of(traffic);
  }

  /** Has members whose requests are looked at. */
  void watch(List<Member> members) {
    traffic.watch(members);
  }

  List<Finding> diagnose(Scene scene, Optional<String> balancer) {
    return diagnosis.run(scene, balancer);
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.close();
    }
  }
}
