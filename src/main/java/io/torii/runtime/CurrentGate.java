package io.torii.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The gate of this application. CDI, JAX-RS and MicroProfile Health make their beans themselves and
 * can be handed nothing; each deployment has its own class loader and so its own gate.
 */
public final class CurrentGate {

  private static final AtomicReference<@Nullable Gate> GATE = new AtomicReference<>();

  private CurrentGate() {}

  static void set(Gate gate) {
    GATE.set(gate);
  }

  static void clear() {
    GATE.set(null);
  }

  /** The gate, between the application's start and its end. */
  public static Optional<Gate> get() {
    return Optional.ofNullable(GATE.get());
  }
}
