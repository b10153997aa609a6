package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns are what the C library writes for the same times in Berlin. */
class StrftimeTest {

  private static final String[] TIMES = {
    "2026-07-08T21:04:05Z", "2027-01-01T11:00:00Z", "2024-12-30T23:30:00Z", "2026-01-04T12:00:00Z"
  };

  private static ZonedDateTime at(int column) {
    return Instant.parse(TIMES[column]).atZone(ZoneId.of("Europe/Berlin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%a | Wed | Fri | Tue | Sun",
        "%A | Wednesday | Friday | Tuesday | Sunday",
        "%b | Jul | Jan | Dec | Jan",
        "%B | July | January | December | January",
        "%c | Wed Jul  8 23:04:05 2026 | Fri Jan  1 12:00:00 2027 | Tue Dec 31 00:30:00 2024 | Sun"
            + " Jan  4 13:00:00 2026",
        "%C | 20 | 20 | 20 | 20",
        "%d | 08 | 01 | 31 | 04",
        "%D | 07/08/26 | 01/01/27 | 12/31/24 | 01/04/26",
        "%e | ' 8' | ' 1' | 31 | ' 4'",
        "%F | 2026-07-08 | 2027-01-01 | 2024-12-31 | 2026-01-04",
        "%g | 26 | 26 | 25 | 26",
        "%G | 2026 | 2026 | 2025 | 2026",
        "%h | Jul | Jan | Dec | Jan",
        "%H | 23 | 12 | 00 | 13",
        "%I | 11 | 12 | 12 | 01",
        "%j | 189 | 001 | 366 | 004",
        "%k | 23 | 12 | ' 0' | 13",
        "%l | 11 | 12 | 12 | ' 1'",
        "%m | 07 | 01 | 12 | 01",
        "%M | 04 | 00 | 30 | 00",
        "%p | PM | PM | AM | PM",
        "%P | pm | pm | am | pm",
        "%r | 11:04:05 PM | 12:00:00 PM | 12:30:00 AM | 01:00:00 PM",
        "%R | 23:04 | 12:00 | 00:30 | 13:00",
        "%s | 1783544645 | 1798801200 | 1735601400 | 1767528000",
        "%S | 05 | 00 | 00 | 00",
        "%T | 23:04:05 | 12:00:00 | 00:30:00 | 13:00:00",
        "%u | 3 | 5 | 2 | 7",
        "%U | 27 | 00 | 52 | 01",
        "%V | 28 | 53 | 01 | 01",
        "%w | 3 | 5 | 2 | 0",
        "%W | 27 | 00 | 53 | 00",
        "%x | 07/08/26 | 01/01/27 | 12/31/24 | 01/04/26",
        "%X | 23:04:05 | 12:00:00 | 00:30:00 | 13:00:00",
        "%y | 26 | 27 | 24 | 26",
        "%Y | 2026 | 2027 | 2024 | 2026",
        "%z | +0200 | +0100 | +0100 | +0100",
        "%Z | CEST | CET | CET | CET",
        "%% | % | % | % | %"
      })
  void writesADirective(String directive, String a, String b, String c, String d) {
    assertThat(Strftime.format(directive, at(0))).isEqualTo(a);
    assertThat(Strftime.format(directive, at(1))).isEqualTo(b);
    assertThat(Strftime.format(directive, at(2))).isEqualTo(c);
    assertThat(Strftime.format(directive, at(3))).isEqualTo(d);
  }

  @Test
  void writesTextAroundDirectives() {
    assertThat(Strftime.format("[%d/%b/%Y:%H:%M:%S %z] 100%% %", at(0)))
        .isEqualTo("[08/Jul/2026:23:04:05 +0200] 100% %");
    assertThat(Strftime.format("%n%t%Ey%Od", at(0))).isEqualTo("\n\t2608");
    assertThat(Strftime.format("%Q %E", at(0))).as("what there is not").isEqualTo("%Q %E");
    assertThat(Strftime.format("", at(0))).isEmpty();
  }
}
