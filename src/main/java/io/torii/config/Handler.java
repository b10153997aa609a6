package io.torii.config;

/** SetHandler. */
public enum Handler {
  /** {@code none}: takes an inherited handler back. */
  NONE,
  /** {@code balancer-manager}. */
  BALANCER_MANAGER
}
