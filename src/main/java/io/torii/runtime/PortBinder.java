package io.torii.runtime;

import io.torii.config.ProxyConfig;

/** Who listens for us, and must agree to a new configuration before it is taken. */
@FunctionalInterface
public interface PortBinder {

  /**
   * Listens as the configuration says, or leaves everything as it is.
   *
   * @throws ListenException if it cannot
   */
  void listen(ProxyConfig config) throws ListenException;

  /** A hosting container listens for us. */
  static PortBinder container() {
    return config -> {
      // Its ports are its own matter.
    };
  }
}
