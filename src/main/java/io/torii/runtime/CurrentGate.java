package io.torii.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The gate of this application. CDI, JAX-RS and MicroProfile Health make their beans themselves and
 * can be handed nothing; each deployment has its own class loader and so its own gate.
 */
public final class CurrentGate {

  private static final AtomicReference<Optional<Gate>> GATE =
      new AtomicReference<>(Optional.empty());

  private CurrentGate() {}

  static void set(Gate gate) {
    GATE.set(Optional.of(gate));
  }

  static void clear() {
    GATE.set(Optional.empty());
  }

  /** The gate, between the application's start and its end. */
  public static Optional<Gate> get() {
    return GATE.get();
  }
}
