package io.torii.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for the regular expressions of rules and sections in paths. */
final class PathSearch {

  private PathSearch() {}

  /**
   * The first place where a pattern is found, or null.
   *
   * @throws TooDeep if the search needs more stack than there is, which an expression such as
   *     {@code (a|b)*} does on a long path: whether it would have matched is unknown, so nothing
   *     may be decided
   */
  static @Nullable Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    try {
      return matcher.find() ? matcher : null;
    } catch (StackOverflowError e) {
      throw new TooDeep(pattern, text);
    }
  }

  /** True if the whole text matches. */
  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(text).matches();
    } catch (StackOverflowError e) {
      throw new TooDeep(pattern, text);
    }
  }

  /** An expression that gave up. */
  static final class TooDeep extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooDeep(Pattern pattern, String text) {
      super(
          "the regular expression '"
              + pattern
              + "' gave up on a path of "
              + text.length()
              + " characters",
          null,
          false,
          false);
    }
  }
}
