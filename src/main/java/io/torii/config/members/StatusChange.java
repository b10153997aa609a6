package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * The {@code status} parameter: flags to set and flags to clear.
 *
 * @param set the letters behind a plus, or behind nothing
 * @param cleared the letters behind a minus
 */
record StatusChange(Set<MemberStatus> set, Set<MemberStatus> cleared) {

  static final ValueType<StatusChange> TYPE =
      new ValueType<>() {
        @Override
        public String accepts() {
          return "letters out of I, N, D, S, E, H, R and C, with + or - in front to set or clear";
        }

        @Override
        public StatusChange parse(String text) throws InvalidValueException {
          return StatusChange.parse(text);
        }

        @Override
        public StatusChange combine(StatusChange earlier, StatusChange later) {
          return new StatusChange(later.apply(earlier.set), later.clear(earlier.cleared));
        }
      };

  StatusChange {
    set = Set.copyOf(set);
    cleared = Set.copyOf(cleared);
  }

  /** These flags, changed. */
  Set<MemberStatus> apply(Set<MemberStatus> flags) {
    Set<MemberStatus> changed = copy(flags);
    changed.removeAll(cleared);
    changed.addAll(set);
    return changed;
  }

  private Set<MemberStatus> clear(Set<MemberStatus> earlier) {
    Set<MemberStatus> all = copy(earlier);
    all.removeAll(set);
    all.addAll(cleared);
    return all;
  }

  private static StatusChange parse(String text) throws InvalidValueException {
    Set<MemberStatus> set = copy(Set.of());
    Set<MemberStatus> cleared = copy(Set.of());
    boolean plus = true;
    boolean dangling = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '+' || letter == '-') {
        plus = letter == '+';
        dangling = true;
        continue;
      }
      MemberStatus flag = flag(letter);
      dangling = false;
      (plus ? set : cleared).add(flag);
      (plus ? cleared : set).remove(flag);
    }
    if (dangling) {
      throw new InvalidValueException("a sign at the end changes nothing");
    }
    return new StatusChange(set, cleared);
  }

  private static MemberStatus flag(char letter) throws InvalidValueException {
    var flag = MemberStatus.of(letter);
    if (flag.isPresent()) {
      return flag.get();
    }
    throw new InvalidValueException(
        "OGUF".indexOf(Character.toUpperCase(letter)) >= 0
            ? "\"" + letter + "\" is one of httpd's internal flags and cannot be set"
            : "\"" + letter + "\" is none of them");
  }

  private static Set<MemberStatus> copy(Set<MemberStatus> flags) {
    Set<MemberStatus> copy = EnumSet.noneOf(MemberStatus.class);
    copy.addAll(flags);
    return copy;
  }
}
