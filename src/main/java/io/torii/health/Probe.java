package io.torii.health;

import io.torii.balancer.Member;
import io.torii.config.HealthCheckConfig;

/** Looks at a member once. */
public interface Probe extends AutoCloseable {

  /**
   * Asks the member as its check says. Never throws for what is wrong with the member; returns
   * within the member's {@code connectiontimeout} and {@code timeout}.
   */
  Result check(Member member, HealthCheckConfig check);

  /** Breaks off the checks that are under way; they fail. */
  @Override
  void close();

  /** The outcome of a check. */
  sealed interface Result {

    /** The member is well. */
    record Passed() implements Result {}

    /**
     * The member is not.
     *
     * @param reason one clause: {@code answered 503}, {@code connection refused}
     */
    record Failed(String reason) implements Result {}
  }
}
