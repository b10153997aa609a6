package io.torii.runtime;

/** What a gate is doing, for health checks and for its own stop. */
public enum Lifecycle {
  /** No configuration is in use yet. */
  STARTING,
  /** Requests are served. */
  SERVING,
  /** Requests are served, but whoever sends them should go elsewhere: a stop is near. */
  DRAINING,
  /** Everything is closed. */
  STOPPED
}
