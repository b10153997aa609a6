package io.torii.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code %t} of LogFormat: the common form, strftime, or one number since the epoch. */
final class LogTime {

  private static final DateTimeFormatter COMMON =
      DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss xx']'", Locale.ENGLISH);

  private final ZoneId zone;
  private volatile Second last;

  /** The text of a second: many requests share one. */
  private record Second(long epoch, String text) {}

  LogTime(ZoneId zone) {
    this.zone = zone;
    this.last = common(0);
  }

  /**
   * Writes a time.
   *
   * @param argument what stands in braces, or empty
   */
  String format(String argument, Instant begin, Duration elapsed) {
    Instant time = begin;
    String form = argument;
    if (form.equals("begin") || form.startsWith("begin:")) {
      form = behind(form);
    } else if (form.equals("end") || form.startsWith("end:")) {
      form = behind(form);
      time = begin.plus(elapsed);
    }
    return switch (form) {
      case "" -> second(time);
      case "sec" -> Long.toString(time.getEpochSecond());
      case "msec" -> Long.toString(time.toEpochMilli());
      case "usec" -> Long.toString(micros(time));
      case "msec_frac" -> String.format(Locale.ROOT, "%03d", time.getNano() / 1_000_000);
      case "usec_frac" -> String.format(Locale.ROOT, "%06d", time.getNano() / 1_000);
      default -> Strftime.format(form, time.atZone(zone));
    };
  }

  private static String behind(String form) {
    int colon = form.indexOf(':');
    return colon < 0 ? "" : form.substring(colon + 1);
  }

  private String second(Instant time) {
    Second cached = last;
    if (cached.epoch() != time.getEpochSecond()) {
      cached = common(time.getEpochSecond());
      last = cached;
    }
    return cached.text();
  }

  private Second common(long epoch) {
    ZonedDateTime time = Instant.ofEpochSecond(epoch).atZone(zone);
    return new Second(epoch, COMMON.format(time));
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
