package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the braces of {@code %{…}t}. */
class LogTimeTest {

  private static final Instant BEGIN = Instant.parse("2026-07-08T21:04:05.078009Z");

  private final LogTime time = new LogTime(ZoneId.of("Europe/Berlin"));

  private String at(String form, String instant) {
    return time.format(form, Instant.parse(instant), Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "'',             [08/Jul/2026:23:04:05 +0200]",
    "begin,          [08/Jul/2026:23:04:05 +0200]",
    "end,            [08/Jul/2026:23:04:06 +0200]",
    "sec,            1783544645",
    "msec,           1783544645078",
    "usec,           1783544645078009",
    "msec_frac,      078",
    "usec_frac,      078009",
    "begin:sec,      1783544645",
    "begin:,         [08/Jul/2026:23:04:05 +0200]",
    "end:,           [08/Jul/2026:23:04:06 +0200]",
    "end:sec,        1783544646",
    "end:msec,       1783544646028",
    "end:msec_frac,  028",
    "end:usec_frac,  028009",
    "%H:%M:%S,       23:04:05",
    "end:%H:%M:%S,   23:04:06",
    "'%s %Z',        1783544645 CEST"
  })
  void writesAForm(String form, String text) {
    assertThat(time.format(form, BEGIN, Duration.ofMillis(950))).isEqualTo(text);
  }

  /** A second's text is kept for the next request, but never too long. */
  @Test
  void eachSecondHasItsOwnText() {
    assertThat(at("", "1970-01-01T00:00:00Z")).isEqualTo("[01/Jan/1970:01:00:00 +0100]");
    assertThat(at("", "2026-03-29T00:59:59.999Z")).isEqualTo("[29/Mar/2026:01:59:59 +0100]");
    assertThat(at("", "2026-03-29T01:00:00Z")).isEqualTo("[29/Mar/2026:03:00:00 +0200]");
    assertThat(at("", "2026-03-29T00:59:59.000Z")).isEqualTo("[29/Mar/2026:01:59:59 +0100]");
  }

  @Test
  void monthsHaveThreeLettersInEnglish() {
    StringBuilder months = new StringBuilder();
    for (int month = 1; month <= 12; month++) {
      months.append(at("", "2026-%02d-02T00:00:00Z".formatted(month)), 4, 7).append(' ');
    }
    assertThat(months.toString().strip())
        .isEqualTo("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
  }
}
