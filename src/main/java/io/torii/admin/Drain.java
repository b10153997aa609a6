package io.torii.admin;

import io.torii.config.change.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A member that takes no new sessions and no unsticky requests, and what is to happen when its last
 * requests are over.
 *
 * @param balancer the key of its balancer
 * @param member its URL
 * @param startedAt since when
 * @param deadline when it ends, whether or not its requests are over
 * @param quiet how long no request may have come for it before the deadline, where sessions stick
 * @param then what happens in the end
 * @param author who wants it
 */
public record Drain(
    String balancer,
    String member,
    Instant startedAt,
    Instant deadline,
    Duration quiet,
    Then then,
    Author author) {

  /** What becomes of a drained member. */
  public enum Then {
    /** It goes on draining. */
    NOTHING,
    /** It is disabled. */
    DISABLE,
    /** It is removed from its balancer. */
    REMOVE;

    /** As the API has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
