package io.torii.observe;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * Times in the notation of C's strftime, in English: {@code %{format}t}. All of POSIX.1-2017, and
 * {@code %k}, {@code %l} and {@code %P} of the GNU library.
 */
final class Strftime {

  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ENGLISH);

  /** CEST in summer, CET in winter. */
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private Strftime() {}

  static String format(String pattern, ZonedDateTime time) {
    StringBuilder out = new StringBuilder(pattern.length() + 16);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        out.append(c);
        continue;
      }
      char directive = pattern.charAt(++i);
      // The alternative forms E and O are those of other locales.
      if ((directive == 'E' || directive == 'O') && i + 1 < pattern.length()) {
        directive = pattern.charAt(++i);
      }
      out.append(one(directive, time));
    }
    return out.toString();
  }

  private static String one(char directive, ZonedDateTime t) {
    return switch (directive) {
      case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", t);
      case 'C' -> padded(t.getYear() / 100, 2);
      case 'd' -> padded(t.getDayOfMonth(), 2);
      case 'D', 'x' -> format("%m/%d/%y", t);
      case 'e' -> String.format(Locale.ROOT, "%2d", t.getDayOfMonth());
      case 'F' -> format("%Y-%m-%d", t);
      case 'g' -> padded(t.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
      case 'G' -> Integer.toString(t.get(IsoFields.WEEK_BASED_YEAR));
      case 'H' -> padded(t.getHour(), 2);
      case 'I' -> padded(t.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
      case 'k' -> String.format(Locale.ROOT, "%2d", t.getHour());
      case 'l' -> String.format(Locale.ROOT, "%2d", t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'j' -> padded(t.getDayOfYear(), 3);
      case 'm' -> padded(t.getMonthValue(), 2);
      case 'M' -> padded(t.getMinute(), 2);
      case 'n' -> "\n";
      case 'p' -> t.getHour() < 12 ? "AM" : "PM";
      case 'P' -> t.getHour() < 12 ? "am" : "pm";
      case 'r' -> format("%I:%M:%S %p", t);
      case 'R' -> format("%H:%M", t);
      case 's' -> Long.toString(t.toEpochSecond());
      case 'S' -> padded(t.getSecond(), 2);
      case 't' -> "\t";
      case 'T', 'X' -> format("%H:%M:%S", t);
      case 'u' -> Integer.toString(t.getDayOfWeek().getValue());
      case 'U' -> padded(week(t, DayOfWeek.SUNDAY), 2);
      case 'V' -> padded(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case 'w' -> Integer.toString(t.getDayOfWeek().getValue() % 7);
      case 'W' -> padded(week(t, DayOfWeek.MONDAY), 2);
      case 'y' -> padded(t.getYear() % 100, 2);
      case 'Y' -> Integer.toString(t.getYear());
      case 'z' -> OFFSET.format(t);
      case 'Z' -> ZONE.format(t);
      case '%' -> "%";
      default -> "%" + directive;
    };
  }

  /** Week of the year, its first {@code start} beginning week 1. */
  private static int week(ZonedDateTime t, DayOfWeek start) {
    int sinceStart = Math.floorMod(t.getDayOfWeek().getValue() - start.getValue(), 7);
    return (t.getDayOfYear() + 6 - sinceStart) / 7;
  }

  private static String padded(int value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "d", value);
  }
}
