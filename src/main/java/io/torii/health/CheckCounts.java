package io.torii.health;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a member's checks have come.
 *
 * @param passes successes in a row since it went out; hcpasses of them bring it back
 * @param fails failures in a row since it came in; hcfails of them take it out
 * @param passed successes so far, since it has been checked
 * @param failed failures so far
 * @param lastCheck when the last check ended, if there was one
 */
public record CheckCounts(
    int passes, int fails, long passed, long failed, Optional<Instant> lastCheck) {}
