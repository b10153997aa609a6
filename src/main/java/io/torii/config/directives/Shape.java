package io.torii.config.directives;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind a directive's name.
 *
 * @param usage in words, such as {@code [path] url [key=value …]}
 * @param min the fewest arguments
 * @param max the most arguments
 */
public record Shape(String usage, int min, int max) {

  private static final String REPEATED = "…";

  /**
   * The shape of a usage: a word in brackets may be left out, and what stands before {@code …} may
   * be repeated.
   */
  static Shape of(String usage) {
    int min = 0;
    int max = 0;
    for (String word : words(usage)) {
      if (word.endsWith(REPEATED)) {
        max = Integer.MAX_VALUE;
      } else if (max < Integer.MAX_VALUE) {
        max++;
      }
      if (!optional(word) && !word.equals(REPEATED)) {
        min++;
      }
    }
    return new Shape(usage, min, max);
  }

  /** Anything to the end of the line: the directive looks at it itself. */
  static Shape text(String usage) {
    return new Shape(usage, 0, Integer.MAX_VALUE);
  }

  boolean fits(int count) {
    return count >= min && count <= max;
  }

  /** What to say when {@code count} arguments do not fit. */
  String complaint(String name, int count) {
    String wanted =
        max == Integer.MAX_VALUE
            ? "at least " + arguments(min)
            : min == max ? arguments(min) : min + " to " + arguments(max);
    return name
        + " takes "
        + wanted
        + ", not "
        + count
        + (usage.isEmpty() ? "." : ": write \"" + name + " " + usage + "\".");
  }

  /** Whether the bracket that a word starts with closes at its end. */
  private static boolean optional(String word) {
    int depth = 0;
    for (int i = 0; i < word.length() && word.startsWith("["); i++) {
      depth += word.charAt(i) == '[' ? 1 : word.charAt(i) == ']' ? -1 : 0;
      if (depth == 0) {
        return i == word.length() - 1;
      }
    }
    return false;
  }

  private static String arguments(int count) {
    return count == 0 ? "no argument" : count == 1 ? "1 argument" : count + " arguments";
  }

  /** Words at blanks outside of brackets; {@code …} alone belongs to the word before it. */
  private static List<String> words(String usage) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < usage.length(); i++) {
      char c = usage.charAt(i);
      if (c == ' ' && depth == 0) {
        words.add(word.toString());
        word.setLength(0);
        continue;
      }
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      word.append(c);
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    words.replaceAll(w -> w.endsWith(REPEATED + "]") ? REPEATED : w);
    return words;
  }
}
