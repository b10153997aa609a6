package io.torii.config;

import java.util.Optional;

/** A flag of a member, with the letter that sets it and the word that shows it. */
public enum MemberStatus {
  /** {@code I}: errors never take it out. */
  IGNORE_ERRORS('I', "Ign"),
  /** {@code N}: sessions that are routed to it only. */
  DRAIN('N', "Drn"),
  /** {@code D}: never chosen. */
  DISABLED('D', "Dis"),
  /** {@code S}: as disabled; never retried by itself and not checked. */
  STOPPED('S', "Stop"),
  /** {@code E}: in error until {@code retry} has passed. */
  ERROR('E', "Err"),
  /** {@code H}: hot standby, used when no other member of its set can be. */
  HOT_STANDBY('H', "Stby"),
  /** {@code R}: hot spare, used for each member of its set that cannot be. */
  HOT_SPARE('R', "Spar"),
  /** {@code C}: an active health check failed; only a check clears it. */
  CHECK_FAILED('C', "HcFl");

  private final char letter;
  private final String word;

  MemberStatus(char letter, String word) {
    this.letter = letter;
    this.word = word;
  }

  public char letter() {
    return letter;
  }

  /** The word that balancer-manager shows. */
  public String word() {
    return word;
  }

  /** The flag of a letter, in either case. */
  public static Optional<MemberStatus> of(char letter) {
    char upper = Character.toUpperCase(letter);
    for (MemberStatus status : values()) {
      if (status.letter == upper) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
