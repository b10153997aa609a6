package io.torii.config.members;

import io.torii.config.InvalidValueException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The kinds of value that several parameters share. */
final class ValueTypes {

  /** The largest buffer that is accepted, 16 MiB: each request has one. */
  private static final int MAX_BUFFER = 16 * 1024 * 1024;

  private ValueTypes() {}

  /** A type of which nothing more can be said than what it accepts. */
  static <T> ValueType<T> of(String accepts, Reader<T> reader) {
    return new ValueType<>() {
      @Override
      public String accepts() {
        return accepts;
      }

      @Override
      public T parse(String text) throws InvalidValueException {
        return reader.read(text);
      }
    };
  }

  static ValueType<Integer> whole(int least, int most) {
    String range = most == Integer.MAX_VALUE ? "of at least " + least : from(least, most);
    return of("a whole number " + range, text -> number(text, least, most));
  }

  /** A buffer's size in bytes: zero for the default, or at least 512 as in httpd. */
  static ValueType<Integer> bufferSize() {
    return of(
        "0 for the default, or a number of bytes " + from(512, MAX_BUFFER),
        text -> text.equals("0") ? 0 : number(text, 512, MAX_BUFFER));
  }

  /** A line's length in bytes; zero for the default. */
  static ValueType<Integer> lineSize() {
    return of("a number of bytes " + from(0, MAX_BUFFER), text -> number(text, 0, MAX_BUFFER));
  }

  static ValueType<Boolean> onOff() {
    return of("On or Off", ValueTypes::flag);
  }

  static ValueType<Boolean> offOn() {
    return of("On or Off", text -> !flag(text));
  }

  static ValueType<Duration> time(ChronoUnit unit, Duration least, Duration most) {
    String range =
        most.equals(TimeValue.MAX)
            ? "of at least " + milliseconds(least)
            : "from " + milliseconds(least) + " to " + milliseconds(most);
    String unitName = unit == ChronoUnit.MILLIS ? "milliseconds" : "seconds";
    return of(
        "a time " + range + ", in " + unitName + " without a unit",
        text -> {
          Duration time = TimeValue.parse(text, unit);
          if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new InvalidValueException("");
          }
          return time;
        });
  }

  static ValueType<String> text(int most) {
    return of(
        "at most " + most + " characters long",
        text -> {
          if (text.length() > most) {
            throw new InvalidValueException("it has " + text.length());
          }
          return text;
        });
  }

  /** One of some words, in any case. */
  static <T> ValueType<T> choice(List<T> values, Function<T, String> word) {
    List<String> words = values.stream().map(word).toList();
    String accepts =
        String.join(", ", words.subList(0, words.size() - 1))
            + " or "
            + words.get(words.size() - 1);
    return of(
        accepts,
        text -> {
          for (T value : values) {
            if (word.apply(value).equalsIgnoreCase(text)) {
              return value;
            }
          }
          throw new InvalidValueException("");
        });
  }

  /**
   * A decimal number without sign.
   *
   * @throws InvalidValueException if it is none, or out of range
   */
  static int number(String text, int least, int most) throws InvalidValueException {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new InvalidValueException("");
    }
    String significant = text.replaceFirst("^0+(?=.)", "");
    if (significant.length() > 10) {
      throw new InvalidValueException("");
    }
    long number = Long.parseLong(significant);
    if (number < least || number > most) {
      throw new InvalidValueException("");
    }
    return (int) number;
  }

  private static boolean flag(String text) throws InvalidValueException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new InvalidValueException("");
    };
  }

  private static String from(int least, int most) {
    return "from " + least + " to " + most;
  }

  private static String milliseconds(Duration time) {
    return time.isZero() ? "0" : time.toMillis() + " ms";
  }

  /** What reads a value. */
  interface Reader<T> {
    T read(String text) throws InvalidValueException;
  }
}
