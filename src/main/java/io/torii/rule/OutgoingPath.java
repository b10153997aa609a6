package io.torii.rule;

/** From a decoded path to one that goes on the wire. */
final class OutgoingPath {

  private static final boolean[] SENT_AS_IT_IS = new boolean[128];
  private static final String UPPER = "0123456789ABCDEF";
  private static final String LOWER = "0123456789abcdef";

  static {
    for (char c = '0'; c <= 'z'; c++) {
      SENT_AS_IT_IS[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "/~$-_.+!*'(),;:@&=".toCharArray()) {
      SENT_AS_IT_IS[c] = true;
    }
  }

  private OutgoingPath() {}

  /**
   * Encodes what httpd encodes towards a backend: all but letters, digits, slashes and {@code
   * ~$-_.+!*'(),;:@&=}, in upper-case hexadecimal.
   *
   * @param keepSlashes whether a {@code %2F} in it was left there by {@code AllowEncodedSlashes
   *     NoDecode} and stays
   */
  static String encode(String decoded, boolean keepSlashes) {
    return encode(decoded, keepSlashes, false);
  }

  /** Encodes a path from the configuration, where an escape is meant as one. */
  static String encodeWritten(String path) {
    return encode(path, false, true);
  }

  /** Encodes what a Redirect appends to its target: the same set, in lower-case hexadecimal. */
  static String encodeRedirect(String decoded) {
    StringBuilder out = new StringBuilder(decoded.length() + 16);
    for (int i = 0; i < decoded.length(); i++) {
      append(out, decoded.charAt(i), LOWER);
    }
    return out.toString();
  }

  private static String encode(String path, boolean keepSlashes, boolean keepEscapes) {
    int clean = 0;
    while (clean < path.length() && asItIs(path.charAt(clean))) {
      clean++;
    }
    if (clean == path.length()) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length() + 16).append(path, 0, clean);
    for (int i = clean; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' && (keepSlashes || keepEscapes)) {
        int value = CanonicalPath.escaped(path, i);
        if (value == '/' || (value >= 0 && keepEscapes)) {
          out.append(path, i, i + 3);
          i += 2;
          continue;
        }
      }
      append(out, c, UPPER);
    }
    return out.toString();
  }

  private static boolean asItIs(char c) {
    return c < 128 && SENT_AS_IT_IS[c];
  }

  private static void append(StringBuilder out, char c, String digits) {
    if (asItIs(c)) {
      out.append(c);
    } else {
      out.append('%').append(digits.charAt(c >> 4 & 15)).append(digits.charAt(c & 15));
    }
  }
}
