package io.torii.config.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.InvalidValueException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeValueTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "30, 30000",
    "007, 7000",
    "500ms, 500",
    "500MS, 500",
    "500msec, 500",
    "5s, 5000",
    "5sec, 5000",
    "5S, 5000",
    "2mi, 120000",
    "2min, 120000",
    "2Minutes, 120000",
    "1h, 3600000",
    "1hour, 3600000",
    "2147483647, 2147483647000",
    "2147483647000ms, 2147483647000",
  })
  void readsANumberWithAnOptionalUnit(String text, long milliseconds) throws Exception {
    assertThat(TimeValue.parse(text, ChronoUnit.SECONDS))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10s, 10000"})
  void aBareNumberHasTheDefaultUnit(String text, long milliseconds) throws Exception {
    assertThat(TimeValue.parse(text, ChronoUnit.MILLIS)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'' | a time starts with a whole number",
        "abc | a time starts with a whole number",
        "+5 | a time starts with a whole number",
        ".5 | a time starts with a whole number",
        "-1 | a time cannot be negative",
        "5m | \"m\" could mean minutes or milliseconds, write \"mi\" or \"ms\"",
        "5M | \"M\" could mean minutes or milliseconds, write \"mi\" or \"ms\"",
        "500x | \"x\" is no unit, the units are ms, s, mi and h",
        "1.5s | \".5s\" is no unit, the units are ms, s, mi and h",
        "5 s | \" s\" is no unit, the units are ms, s, mi and h",
        "1d | \"d\" is no unit, the units are ms, s, mi and h",
        "5s5 | \"s5\" is no unit, the units are ms, s, mi and h",
        "5ms; | \"ms;\" is no unit, the units are ms, s, mi and h",
        "1５ | \"５\" is no unit, the units are ms, s, mi and h",
        "2147483648 | a time is at most 2147483647 seconds",
        "99999999999999999999 | a time is at most 2147483647 seconds",
        "9223372036854775807h | a time is at most 2147483647 seconds",
      })
  void refusesAnythingElse(String text, String message) {
    assertThatThrownBy(() -> TimeValue.parse(text, ChronoUnit.SECONDS))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(message);
  }
}
