package io.torii.rule;

import java.nio.charset.StandardCharsets;

/** Configuration and requests in one alphabet: a character for a byte, as httpd compares them. */
final class Bytes {

  private Bytes() {}

  /** What the configuration has in characters, as the bytes of UTF-8. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }
}
