package io.torii.directive;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody most probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name with the fewest differences from {@code name}, without regard to case; empty if
   * all differ in more than a third of their letters.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int most = Math.max(1, wanted.length() / 3);
    return known.stream()
        // Each letter more is a difference. Words without end, such as a file that is no text has,
        // are compared with none.
        .filter(k -> Math.abs(k.length() - wanted.length()) <= most)
        .filter(k -> distance(wanted, k.toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.comparingInt((String k) -> distance(wanted, k.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code : did you mean "X"?} behind a message, or a full stop if nothing is near. */
  public static String hint(String name, Collection<String> known) {
    return to(name, known).map(n -> ": did you mean \"" + n + "\"?").orElse(".");
  }

  /** Letters to insert, remove, replace or swap with their neighbour (Damerau and Levenshtein). */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        d[i][j] = swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
      }
    }
    return d[a.length()][b.length()];
  }
}
