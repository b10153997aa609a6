package io.torii.observe.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/** Meters with labels in common, which go together. Safe for several threads. */
final class MeterGroup {

  /** Wide enough for anything between a cache in memory and a report that takes a minute. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final Tags labels;
  private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

  /** The registry's counters would let what they ask be collected. */
  private final Queue<DoubleSupplier> asked = new ConcurrentLinkedQueue<>();

  MeterGroup(MeterRegistry registry, Tags labels) {
    this.registry = registry;
    this.labels = labels;
  }

  Counter counter(String name, String help, String... more) {
    return keep(Counter.builder(name).description(help).tags(labels.and(more)).register(registry));
  }

  /** One counter for each class of statuses, in their order. */
  Counter[] byClass(String name, String help) {
    Counter[] counters = new Counter[Labels.classes()];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = counter(name, help, "code", Labels.code(i));
    }
    return counters;
  }

  Counter bytes(String name, String help) {
    return keep(
        Counter.builder(name).description(help).tags(labels).baseUnit("bytes").register(registry));
  }

  /** Counts elsewhere; what it says must never fall. */
  void counted(String name, String help, DoubleSupplier count, String... more) {
    asked.add(count);
    keep(
        FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
            .description(help)
            .tags(labels.and(more))
            .register(registry));
  }

  /** Counts bytes elsewhere; what it says must never fall. */
  void countedBytes(String name, String help, DoubleSupplier count) {
    asked.add(count);
    keep(
        FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
            .description(help)
            .tags(labels)
            .baseUnit("bytes")
            .register(registry));
  }

  void gauge(String name, String help, DoubleSupplier value, String... more) {
    keep(
        Gauge.builder(name, value::getAsDouble)
            .description(help)
            .tags(labels.and(more))
            .register(registry));
  }

  Timer timer(String name, String help) {
    return keep(
        Timer.builder(name)
            .description(help)
            .tags(labels)
            .serviceLevelObjectives(BUCKETS)
            .register(registry));
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }

  /** Takes all of them out of the registry. */
  void remove() {
    meters.forEach(registry::remove);
  }
}
