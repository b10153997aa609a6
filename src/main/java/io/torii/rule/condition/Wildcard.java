package io.torii.rule.condition;

/** Shell patterns with {@code *}, {@code ?}, {@code [a-z]} and a backslash, as APR's fnmatch. */
public final class Wildcard {

  private final String pattern;
  private final String text;
  private final boolean pathname;
  private final boolean ignoreCase;

  private Wildcard(String pattern, String text, boolean pathname, boolean ignoreCase) {
    this.pattern = pattern;
    this.text = text;
    this.pathname = pathname;
    this.ignoreCase = ignoreCase;
  }

  /**
   * Whether all of {@code text} matches. Takes no longer than both lengths multiplied.
   *
   * @param pathname whether a slash is matched only by a slash
   */
  public static boolean matches(String pattern, String text, boolean pathname, boolean ignoreCase) {
    return new Wildcard(pattern, text, pathname, ignoreCase).matches();
  }

  /** Only the last star needs to be tried again: an earlier one would gain nothing. */
  private boolean matches() {
    int p = 0;
    int t = 0;
    int starPattern = -1;
    int starText = -1;
    while (t < text.length()) {
      int next = p < pattern.length() && pattern.charAt(p) != '*' ? one(p, text.charAt(t)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starPattern = ++p;
        starText = t;
      } else if (next >= 0) {
        p = next;
        t++;
      } else if (starPattern >= 0 && !(pathname && text.charAt(starText) == '/')) {
        t = ++starText;
        p = starPattern;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on if its element at {@code p} takes {@code c}; -1 if it does not. */
  private int one(int p, char c) {
    char element = pattern.charAt(p);
    if (element == '?') {
      return pathname && c == '/' ? -1 : p + 1;
    }
    if (element == '[') {
      int end = classEnd(p);
      if (end > 0) {
        return (pathname && c == '/') || !inClass(p, end, c) ? -1 : end + 1;
      }
    }
    if (element == '\\' && p + 1 < pattern.length()) {
      return same(pattern.charAt(p + 1), c) ? p + 2 : -1;
    }
    return same(element, c) ? p + 1 : -1;
  }

  /** The closing bracket; one directly behind the opening (or its negation) is a member. */
  private int classEnd(int open) {
    int first = open + 1;
    if (first < pattern.length()
        && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^')) {
      first++;
    }
    return pattern.indexOf(']', first + 1);
  }

  private boolean inClass(int open, int end, char c) {
    int i = open + 1;
    boolean negated = pattern.charAt(i) == '!' || pattern.charAt(i) == '^';
    if (negated) {
      i++;
    }
    boolean found = false;
    while (i < end) {
      char low = pattern.charAt(i);
      if (low == '\\' && i + 1 < end) {
        low = pattern.charAt(++i);
      }
      char high = low;
      if (i + 2 < end && pattern.charAt(i + 1) == '-') {
        high = pattern.charAt(i + 2);
        i += 2;
      }
      i++;
      found |= c >= low && c <= high;
      if (ignoreCase) {
        char lower = Character.toLowerCase(c);
        char upper = Character.toUpperCase(c);
        found |= (lower >= low && lower <= high) || (upper >= low && upper <= high);
      }
    }
    return found != negated;
  }

  private boolean same(char a, char b) {
    return a == b || (ignoreCase && Character.toLowerCase(a) == Character.toLowerCase(b));
  }
}
