package io.torii.http;

/** What names and values of fields consist of (RFC 9110 §5.1 and §5.5), header or trailer. */
public final class FieldSyntax {

  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '!'; c <= '~'; c++) {
      TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
  }

  private FieldSyntax() {}

  /** Whether a character may be part of a token (RFC 9110 §5.6.2), such as a field's name. */
  public static boolean tokenChar(int c) {
    return c >= 0 && c < TOKEN.length && TOKEN[c];
  }

  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!tokenChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether a value holds no control character but the tabulator. */
  public static boolean harmless(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return false;
      }
    }
    return true;
  }
}
