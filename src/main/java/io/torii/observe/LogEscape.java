package io.torii.observe;

/**
 * Makes text from outside harmless in a log line, as httpd does: backslashes, and in access logs
 * quotes, get a backslash, control characters their C escape, and everything beyond printable ASCII
 * {@code \xhh}.
 */
final class LogEscape {

  private static final String HEX = "0123456789abcdef";

  private LogEscape() {}

  /** For a value that may stand in quotes. */
  static void append(StringBuilder line, String text) {
    append(line, text, true);
  }

  /** For a message, where a quote ends nothing. */
  static void message(StringBuilder line, String text) {
    append(line, text, false);
  }

  private static void append(StringBuilder line, String text, boolean quoted) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || (quoted && c == '"')) {
        line.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        line.append(c);
      } else {
        control(line, c);
      }
    }
  }

  private static void control(StringBuilder line, char c) {
    switch (c) {
      case '\b' -> line.append("\\b");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      case 0x0b -> line.append("\\v");
      default -> {
        // Header fields reach us byte by byte; whatever is wider was decoded by somebody else.
        if (c > 0xff) {
          hex(line, c >> 8);
        }
        hex(line, c);
      }
    }
  }

  private static void hex(StringBuilder line, int value) {
    line.append("\\x").append(HEX.charAt(value >> 4 & 0xf)).append(HEX.charAt(value & 0xf));
  }
}
