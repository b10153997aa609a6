package io.torii.rule;

/** Prefixes of paths, as ProxyPass and Redirect compare them. */
final class PathPrefix {

  private PathPrefix() {}

  /**
   * How much of a path a prefix takes. Any run of slashes in one equals any run in the other; the
   * prefix ends on a segment boundary.
   *
   * @return 0 if it does not match
   */
  static int length(String path, String prefix) {
    int p = 0;
    int u = 0;
    while (p < prefix.length() && u < path.length()) {
      if (prefix.charAt(p) == '/') {
        if (path.charAt(u) != '/') {
          return 0;
        }
        p = skipSlashes(prefix, p);
        u = skipSlashes(path, u);
      } else if (path.charAt(u++) != prefix.charAt(p++)) {
        return 0;
      }
    }
    if (p < prefix.length() || p == 0) {
      return 0;
    }
    boolean boundary = prefix.charAt(p - 1) == '/' || u == path.length() || path.charAt(u) == '/';
    return boundary ? u : 0;
  }

  /** A path in the form in which all that it equals here are equal: runs of slashes made one. */
  static String mergeSlashes(String path) {
    if (!path.contains("//")) {
      return path;
    }
    StringBuilder merged = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || i == 0 || path.charAt(i - 1) != '/') {
        merged.append(c);
      }
    }
    return merged.toString();
  }

  private static int skipSlashes(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '/') {
      at++;
    }
    return at;
  }
}
