package io.torii.config;

/** SetHandler. */
public enum Handler {
  /** {@code none}: takes an inherited handler back. */
  NONE,
  /** {@code balancer-manager}. */
  BALANCER_MANAGER,
  /** {@code server-status}. */
  SERVER_STATUS,
  /** One that we do not have, for files: they are not served. */
  PROGRAM
}
