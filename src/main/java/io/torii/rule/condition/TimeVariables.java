package io.torii.rule.condition;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The variables {@code TIME}, {@code TIME_YEAR} and so on, in the clock's zone. */
final class TimeVariables {

  private static final DateTimeFormatter ALL =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

  private final Clock clock;

  TimeVariables(Clock clock) {
    this.clock = clock;
  }

  @Nullable String value(String name) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TIME" -> ALL.format(now);
      case "TIME_YEAR" -> padded(now.getYear(), 4);
      case "TIME_MON" -> padded(now.getMonthValue(), 2);
      case "TIME_DAY" -> padded(now.getDayOfMonth(), 2);
      case "TIME_HOUR" -> padded(now.getHour(), 2);
      case "TIME_MIN" -> padded(now.getMinute(), 2);
      case "TIME_SEC" -> padded(now.getSecond(), 2);
      // Sunday is 0, as in C's tm_wday.
      case "TIME_WDAY" -> Integer.toString(now.getDayOfWeek().getValue() % 7);
      default -> null;
    };
  }

  private static String padded(int value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "d", value);
  }
}
