package io.torii.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a member's checks have come.
 *
 * @param passes successes in a row since it went out; hcpasses of them bring it back
 * @param fails failures in a row since it came in; hcfails of them take it out
 * @param passed successes so far, since it has been checked
 * @param failed failures so far
 * @param lastCheck when the last check ended, if there was one
 * @param history the last results, oldest first, 20 at most
 */
public record CheckCounts(
    int passes,
    int fails,
    long passed,
    long failed,
    Optional<Instant> lastCheck,
    List<Result> history) {

  /** How many results are remembered. */
  static final int MOST = 20;

  public CheckCounts {
    history = List.copyOf(history);
  }

  /**
   * What came of a check.
   *
   * @param text why it failed; empty if it passed
   */
  public record Result(Instant at, boolean passed, String text) {}
}
