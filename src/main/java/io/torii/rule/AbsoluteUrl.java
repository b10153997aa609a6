package io.torii.rule;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a RewriteRule takes for a URL rather than a path (mod_rewrite's is_absolute_uri). */
final class AbsoluteUrl {

  /** Whether a query can stand behind URLs that start so. */
  private static final Map<String, Boolean> STARTS = new LinkedHashMap<>();

  static {
    for (String start :
        "http:// https:// ws:// wss:// balancer:// h2:// h2c:// ajp:// fcgi:// scgi:// mailto:"
            .split(" ", -1)) {
      STARTS.put(start, true);
    }
    for (String start : "ftp:// gopher:// ldap:// nntp:// news:".split(" ", -1)) {
      STARTS.put(start, false);
    }
  }

  private AbsoluteUrl() {}

  /** How long scheme and slashes are; 0 if it is no URL. */
  static int start(String text) {
    return found(text).length();
  }

  /** Whether a question mark in it may start a query. */
  static boolean hasQuery(String url) {
    return STARTS.getOrDefault(found(url), true);
  }

  private static String found(String text) {
    if (text.length() <= 5 || text.charAt(0) == '/') {
      return "";
    }
    int colon = text.indexOf(':');
    int end = colon < 0 ? 0 : text.startsWith("://", colon) ? colon + 3 : colon + 1;
    String start = text.substring(0, end).toLowerCase(Locale.ROOT);
    if (STARTS.containsKey(start)) {
      return start;
    }
    // mailto: and news: may be followed by slashes that are not theirs
    String word = text.substring(0, Math.max(0, colon + 1)).toLowerCase(Locale.ROOT);
    return STARTS.containsKey(word) ? word : "";
  }

  /**
   * With everything behind its host escaped; {@code %} and {@code ?} too, as the path of a URL is
   * decoded here.
   */
  static String escape(String url) {
    int start = start(url);
    int path = start;
    if (url.charAt(start - 1) == '/') {
      path = url.indexOf('/', start);
      if (path < 0) {
        return Redirects.printable(url);
      }
    }
    return Redirects.printable(url.substring(0, path))
        + OutgoingPath.encodeRedirect(url.substring(path));
  }
}
