package io.torii.admin;

import io.torii.config.Loaded;
import io.torii.config.change.Author;
import io.torii.config.change.Differences;

/**
 * A change that somebody wants, however many fields it touches: all of it is made, or nothing.
 *
 * @param what a clause for the log and the events, such as {@code draining on}
 * @param balancer the URL of the balancer that it is about; empty for several or none
 * @param member the URL of the member that it is about; empty for several or none
 * @param author who wants it
 * @param precondition whether it is still made on what its author has seen
 * @param edit from the differences that there are to those that there shall be
 */
public record Proposal(
    String what,
    String balancer,
    String member,
    Author author,
    Precondition precondition,
    Edits edit) {

  /** Looks at what is in use, which does not change meanwhile. */
  @FunctionalInterface
  public interface Precondition {

    /** Whatever is in use. */
    Precondition NONE = loaded -> {};

    /**
     * Returns if the change may be made.
     *
     * @throws StaleChangeException if it was meant for something else
     */
    void check(Loaded inUse) throws StaleChangeException;
  }

  /** Makes the new differences. */
  @FunctionalInterface
  public interface Edits {
    Differences apply(Differences now) throws RefusedChangeException;
  }
}
