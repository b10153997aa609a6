package io.torii.admin;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that has happened.
 *
 * @param id counts up by one from event to event, and is higher than those of earlier processes
 * @param balancer the key of the balancer that it is about; empty if it is about none
 * @param member the URL of the member that it is about; empty if it is about none
 * @param text one clause for people
 * @param by who did it; empty if nobody did
 * @param from that person's address; empty if nobody did it
 */
public record Event(
    long id,
    Instant at,
    Kind kind,
    String balancer,
    String member,
    String text,
    String by,
    String from) {

  /** What sort of thing has happened. */
  public enum Kind {
    /** A member went out or came back. */
    STATE,
    /** An operator has changed something. */
    CHANGE,
    /** A member's last requests are waited for. */
    DRAIN,
    /** The configuration was read again. */
    RELOAD;

    /** As the API has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
