package io.torii.balancer;

import java.time.Instant;

/**
 * What last went wrong with a member.
 *
 * @param at when
 * @param text one sentence, as it was logged
 */
public record LastError(Instant at, String text) {}
