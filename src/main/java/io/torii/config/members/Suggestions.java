package io.torii.config.members;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Offers the name that was probably meant. */
final class Suggestions {

  private Suggestions() {}

  /** {@code did you mean x?}, or nothing if no candidate is near. */
  static String didYouMean(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(c -> "did you mean " + c + "?").orElse("");
  }

  private static Optional<String> nearest(String word, Collection<String> candidates) {
    String lower = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(c -> distance(lower, c.toLowerCase(Locale.ROOT)) <= Math.max(1, c.length() / 3))
        .min(java.util.Comparator.comparingInt(c -> distance(lower, c.toLowerCase(Locale.ROOT))));
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitute, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
