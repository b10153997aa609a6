package io.torii.config.members;

/**
 * Whether a group of a regular expression can only capture a path. {@code ^(/app/.*)$} with the
 * target <code>http://host:8080$1</code> is a usual way to write a ProxyPassMatch: as the capture
 * starts with a slash it cannot reach into host or port, and the target is an ordinary worker.
 */
public final class CapturedPath {

  private CapturedPath() {}

  /**
   * True if whatever the group captures starts with a slash or is empty.
   *
   * @param group 0 for the whole match
   */
  public static boolean isPath(String regex, int group) {
    if (group == 0) {
      return regex.startsWith("^/") && regex.indexOf('|') < 0 && !optional(regex, 2);
    }
    int start = start(regex, group);
    if (start < 0 || start >= regex.length() || regex.charAt(start) != '/') {
      return false;
    }
    return !optional(regex, start + 1) && !hasAlternative(regex, start);
  }

  private static boolean optional(String regex, int at) {
    return at < regex.length() && "?*{".indexOf(regex.charAt(at)) >= 0;
  }

  /** Behind the opening parenthesis of a capturing group, or -1. */
  private static int start(String regex, int group) {
    int count = 0;
    for (int i = 0; i < regex.length(); i = next(regex, i)) {
      if (regex.charAt(i) == '(' && !regex.startsWith("(?", i) && ++count == group) {
        return i + 1;
      }
      if (regex.startsWith("(?<", i) || regex.startsWith("(?P", i) || regex.startsWith("\\Q", i)) {
        return -1; // named groups count too, and quotations hide groups: do not guess
      }
    }
    return -1;
  }

  private static boolean hasAlternative(String regex, int start) {
    int depth = 1;
    for (int i = start; i < regex.length() && depth > 0; i = next(regex, i)) {
      switch (regex.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> {
          if (depth == 1) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** The next position that is neither escaped nor in a character class. */
  private static int next(String regex, int at) {
    if (regex.charAt(at) == '\\') {
      return at + 2;
    }
    if (regex.charAt(at) != '[') {
      return at + 1;
    }
    int i = at + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    if (i < regex.length() && regex.charAt(i) == ']') {
      i++;
    }
    while (i < regex.length() && regex.charAt(i) != ']') {
      i += regex.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }
}
