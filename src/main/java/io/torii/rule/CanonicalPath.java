package io.torii.rule;

import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.rule.PathReading.Fault;
import io.torii.rule.PathReading.Path;
import java.nio.charset.StandardCharsets;

/**
 * From the path as the client wrote it to the one path that rules, Locations and Require see.
 *
 * <p>A character stands for a byte (ISO-8859-1), so that no byte is lost whatever encoding it was
 * meant in. A backslash separates nothing and a semicolon is an ordinary character.
 */
final class CanonicalPath {

  private CanonicalPath() {}

  /** Bytes as characters: a container that has decoded UTF-8 already is taken back. */
  static String bytes(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) > 0xFF) {
        return new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return raw;
  }

  /** True if it holds what no request target may: a control character, a blank or a fragment. */
  static boolean illegal(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == 0x7F || c == '#') {
        return true;
      }
    }
    return false;
  }

  /**
   * First step, still encoded: unreserved characters decoded (RFC 3986 §6.2.2.2), runs of slashes
   * made one, dot segments resolved.
   *
   * @param mergeSlashes MergeSlashes
   */
  static PathReading normalize(String raw, boolean mergeSlashes) {
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      return Fault.MALFORMED;
    }
    if (plain(raw)) {
      return new Path(raw);
    }
    char[] path = new char[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int value = escaped(raw, i);
        if (value < 0) {
          return Fault.MALFORMED;
        }
        if (unreserved(value)) {
          c = (char) value;
          i += 2;
        }
      }
      path[length++] = c;
    }
    return resolve(path, length, mergeSlashes, true);
  }

  /**
   * Second step: every escape decoded.
   *
   * @param normalized from {@link #normalize}
   * @param slashes what becomes of {@code %2F}. Where it is decoded, slashes are always merged and
   *     dot segments resolved once more; such a path stops at the root, as httpd does it
   */
  static PathReading decode(String normalized, EncodedSlashes slashes, boolean mergeSlashes) {
    if (normalized.indexOf('%') < 0) {
      return new Path(normalized);
    }
    char[] path = new char[normalized.length()];
    int length = 0;
    boolean slashDecoded = false;
    for (int i = 0; i < normalized.length(); i++) {
      char c = normalized.charAt(i);
      if (c == '%') {
        int value = escaped(normalized, i);
        if (value < 0) {
          return Fault.MALFORMED;
        }
        if (value == 0) {
          return Fault.NUL;
        }
        if (value == '/' && slashes == EncodedSlashes.OFF) {
          return Fault.ENCODED_SLASH;
        }
        if (value != '/' || slashes == EncodedSlashes.ON) {
          slashDecoded |= value == '/';
          c = (char) value;
          i += 2;
        }
      }
      path[length++] = c;
    }
    return slashDecoded
        ? resolve(path, length, mergeSlashes, false)
        : new Path(new String(path, 0, length));
  }

  /**
   * True if there is nothing to do: no escape, no doubled slash, no segment that starts with a dot.
   */
  private static boolean plain(String raw) {
    char before = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' || (before == '/' && (c == '/' || c == '.'))) {
        return false;
      }
      before = c;
    }
    return true;
  }

  private static PathReading resolve(char[] path, int length, boolean merge, boolean strict) {
    int to = 1;
    int from = 1;
    while (from < length) {
      if (path[to - 1] == '/') {
        if (merge && path[from] == '/') {
          from++;
          continue;
        }
        if (path[from] == '.' && ends(path, from + 1, length)) {
          from += 2;
          continue;
        }
        if (path[from] == '.' && path[from + 1] == '.' && ends(path, from + 2, length)) {
          if (to == 1 && strict) {
            return Fault.MALFORMED;
          }
          to = parent(path, to);
          from += 3;
          continue;
        }
      }
      path[to++] = path[from++];
    }
    return new Path(new String(path, 0, to));
  }

  private static boolean ends(char[] path, int at, int length) {
    return at >= length || path[at] == '/';
  }

  private static int parent(char[] path, int end) {
    int to = Math.max(1, end - 1);
    while (path[to - 1] != '/') {
      to--;
    }
    return to;
  }

  /** The byte that the escape at {@code at} stands for; -1 if it is none. */
  static int escaped(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static boolean unreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
