package io.torii.diagnosis;

import io.torii.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A member whose clock differs from ours. */
final class ClockCheck implements Check.OfMember {

  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String finds() {
    return "a member whose clock is more than " + TOLERANCE.toSeconds() + " seconds off ours";
  }

  /** RFC 9111 §5.1: how long ago a cache had the response, and its Date, from the origin. */
  private static Duration age(Visit.Answered answered) {
    String age = answered.response().headers().get("Age");
    return age != null && age.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(age))
        : Duration.ZERO;
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    Optional<Visit.Answered> answered = visit.answered();
    String date = answered.map(a -> a.response().headers().get("Date")).orElse(null);
    Instant theirs = date == null ? null : HttpDate.parse(date).orElse(null);
    if (theirs == null || answered.isEmpty()) {
      return List.of();
    }
    Duration skew = Duration.between(answered.get().at(), theirs).plus(age(answered.get()));
    if (skew.abs().compareTo(TOLERANCE) <= 0) {
      return List.of();
    }
    return List.of(
        finding(
            Severity.WARNING,
            visit.subject(),
            "The member's clock is "
                + skew.abs().toSeconds()
                + " s "
                + (skew.isNegative() ? "behind" : "ahead of")
                + " ours: sessions, caches and certificates go by it.",
            "Have both machines keep their time by NTP (timedatectl shows).",
            "Date: " + date + ", ours " + HttpDate.format(answered.get().at())));
  }
}
