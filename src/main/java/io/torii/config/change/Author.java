package io.torii.config.change;

import java.time.Instant;

/**
 * Who changed something, and when.
 *
 * @param by the authenticated user or the token's name; {@code -} for somebody who was let in
 *     without a name
 * @param from the client's address
 */
public record Author(String by, String from, Instant at) {}
