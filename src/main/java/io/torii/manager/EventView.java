package io.torii.manager;

import io.torii.admin.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened, as the API shows it.
 *
 * @param kind {@code state}, {@code change}, {@code drain} or {@code reload}
 * @param balancer the balancer's URL or key; null if it is about none
 * @param member the member's URL; null if it is about none
 * @param by who did it; null if nobody did
 */
public record EventView(
    long id,
    Instant at,
    String kind,
    @Nullable String balancer,
    @Nullable String member,
    String text,
    @Nullable String by,
    @Nullable String from) {

  static EventView of(Event event) {
    return new EventView(
        event.id(),
        event.at(),
        event.kind().word(),
        MemberFields.orNull(event.balancer()),
        MemberFields.orNull(event.member()),
        event.text(),
        MemberFields.orNull(event.by()),
        MemberFields.orNull(event.from()));
  }
}
