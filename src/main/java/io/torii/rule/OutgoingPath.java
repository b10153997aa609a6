package io.torii.rule;

import java.nio.charset.StandardCharsets;

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
    int clean = 0;
    while (clean < decoded.length() && asItIs(decoded.charAt(clean))) {
      clean++;
    }
    if (clean == decoded.length()) {
      return decoded;
    }
    StringBuilder out = new StringBuilder(decoded.length() + 16).append(decoded, 0, clean);
    for (int i = clean; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (keepSlashes && c == '%' && CanonicalPath.escaped(decoded, i) == '/') {
        out.append(decoded, i, i + 3);
        i += 2;
      } else {
        append(out, decoded, i, UPPER);
      }
    }
    return out.toString();
  }

  /** Encodes what a Redirect appends to its target: the same set, in lower-case hexadecimal. */
  static String encodeRedirect(String decoded) {
    StringBuilder out = new StringBuilder(decoded.length() + 16);
    for (int i = 0; i < decoded.length(); i++) {
      append(out, decoded, i, LOWER);
    }
    return out.toString();
  }

  private static boolean asItIs(char c) {
    return c < 128 && SENT_AS_IT_IS[c];
  }

  private static void append(StringBuilder out, String text, int at, String digits) {
    char c = text.charAt(at);
    if (asItIs(c)) {
      out.append(c);
    } else {
      escape(out, text, at, digits);
    }
  }

  /** Escapes one character, in lower-case hexadecimal, whatever it is. */
  static void escape(StringBuilder out, String text, int at) {
    escape(out, text, at, LOWER);
  }

  /**
   * A byte has one escape. What is wider has come from elsewhere than a request, and has those of
   * UTF-8: cut down to a byte it could become a line break.
   */
  private static void escape(StringBuilder out, String text, int at, String digits) {
    char c = text.charAt(at);
    if (c <= 0xFF) {
      escape(out, c, digits);
    } else if (!Character.isLowSurrogate(c)) {
      for (byte b : Character.toString(text.codePointAt(at)).getBytes(StandardCharsets.UTF_8)) {
        escape(out, b & 0xFF, digits);
      }
    }
  }

  private static void escape(StringBuilder out, int value, String digits) {
    out.append('%').append(digits.charAt(value >> 4)).append(digits.charAt(value & 15));
  }
}
