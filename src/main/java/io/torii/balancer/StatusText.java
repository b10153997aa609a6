package io.torii.balancer;

import io.torii.config.MemberStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;

/** A member's flags and times as people and tools know them from httpd. */
final class StatusText {

  private static final Set<MemberStatus> OUT =
      Set.of(
          MemberStatus.DISABLED,
          MemberStatus.STOPPED,
          MemberStatus.ERROR,
          MemberStatus.CHECK_FAILED);

  private StatusText() {}

  /** As a parameter would be written: {@code 60s}, {@code 500ms}. */
  static String time(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  /** One letter for each flag. */
  static String letters(Set<MemberStatus> flags) {
    StringBuilder letters = new StringBuilder();
    flags.forEach(flag -> letters.append(flag.letter()));
    return letters.toString();
  }

  /** One word and a blank for each flag, between Init and, if the member is usable, Ok. */
  static String words(Set<MemberStatus> flags) {
    StringBuilder words = new StringBuilder("Init ");
    flags.forEach(flag -> words.append(flag.word()).append(' '));
    return Collections.disjoint(flags, OUT) ? words.append("Ok ").toString() : words.toString();
  }
}
