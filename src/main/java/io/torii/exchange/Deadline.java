package io.torii.exchange;

import java.time.Duration;

/**
 * When an exchange with one member must be over: one instant for all of it, the wait for a
 * connection and a repeat on a fresh one included ({@code deadline=}).
 *
 * @param whole what was granted
 * @param due the instant, by the clock of the {@link Upstream} that has set it, in nanoseconds
 */
public record Deadline(Duration whole, long due) {

  /** Nanoseconds from then on; negative if it has passed. */
  public long left(long now) {
    return due - now;
  }

  public boolean passed(long now) {
    return left(now) <= 0;
  }

  /** What passing it means, for messages. */
  public String lateness(String member) {
    return member + " was not done within deadline=" + whole.toMillis() + "ms";
  }
}
