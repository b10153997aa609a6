package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEscapeTest {

  private static String value(String text) {
    StringBuilder out = new StringBuilder();
    LogEscape.append(out, text);
    return out.toString();
  }

  private static String message(String text) {
    StringBuilder out = new StringBuilder();
    LogEscape.message(out, text);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "8, \\b",
    "9, \\t",
    "10, \\n",
    "11, \\v",
    "13, \\r",
    "0, \\x00",
    "7, \\x07",
    "12, \\x0c",
    "27, \\x1b",
    "127, \\x7f",
    "128, \\x80",
    "228, \\xe4",
    "255, \\xff",
    "26085, \\x65\\xe5"
  })
  void whatIsNoPrintableAsciiIsSpeltOut(int character, String escaped) {
    String text = Character.toString(character);
    assertThat(value(text)).isEqualTo(escaped);
    assertThat(message(text)).isEqualTo(escaped);
  }

  @Test
  void printableAsciiStaysButForQuoteAndBackslash() {
    for (char c = ' '; c < 0x7f; c++) {
      boolean special = c == '"' || c == '\\';
      assertThat(value(String.valueOf(c))).isEqualTo(special ? "\\" + c : String.valueOf(c));
    }
  }

  /** As in httpd: there the line's end ends a message, in the access log a quote ends a value. */
  @Test
  void aMessageKeepsItsQuotes() {
    assertThat(message("a \"b\" c\\d\n")).isEqualTo("a \"b\" c\\\\d\\n");
  }
}
