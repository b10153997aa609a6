package io.torii.manager;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting that can be changed: what the API calls it, and the parameter that it is.
 *
 * @param name in JSON
 * @param parameter as ProxySet and BalancerMember have it; for a flag its letter in {@code status}
 * @param kind how its value is written in both
 * @param read the value that holds, as JSON has it; null if there is none
 * @param <C> the configuration of what has it
 */
record Field<C>(String name, String parameter, Kind kind, Function<C, @Nullable Object> read) {

  /** What a time can be: before it, a number such as 1e999999999 would fill the memory. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** How a value is written. */
  enum Kind {
    NUMBER("a number") {
      @Override
      String text(JsonValue value) throws FieldException {
        return value instanceof JsonNumber number ? number.toString() : wrong();
      }
    },
    SECONDS("a number of seconds") {
      @Override
      String text(JsonValue value) throws FieldException {
        if (!(value instanceof JsonNumber number)) {
          return wrong();
        }
        BigDecimal seconds = number.bigDecimalValue();
        if (seconds.signum() < 0 || seconds.compareTo(LONGEST) > 0) {
          throw new FieldException("must be a number of seconds from 0 to " + LONGEST + ".");
        }
        if (seconds.stripTrailingZeros().scale() <= 0) {
          return seconds.toBigInteger() + "s";
        }
        BigDecimal millis = seconds.movePointRight(3);
        if (millis.stripTrailingZeros().scale() > 0) {
          throw new FieldException("must be a number of seconds with at most three decimals.");
        }
        return millis.toBigInteger() + "ms";
      }
    },
    SWITCH("true or false") {
      @Override
      String text(JsonValue value) throws FieldException {
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
          return value == JsonValue.TRUE ? "On" : "Off";
        }
        return wrong();
      }
    },
    /** A letter of {@code status}. */
    FLAG("true or false") {
      @Override
      String text(JsonValue value) throws FieldException {
        return SWITCH.text(value);
      }
    },
    TEXT("a text") {
      @Override
      String text(JsonValue value) throws FieldException {
        if (!(value instanceof JsonString text)) {
          return wrong();
        }
        if (text.getString().chars().anyMatch(Character::isISOControl)) {
          throw new FieldException(FieldReader.CONTROL);
        }
        return text.getString();
      }
    },
    NUMBERS("an array of numbers") {
      @Override
      String text(JsonValue value) throws FieldException {
        if (value instanceof JsonArray array
            && array.stream().allMatch(JsonNumber.class::isInstance)) {
          return array.stream().map(JsonValue::toString).collect(Collectors.joining(","));
        }
        return wrong();
      }
    };

    private final String accepts;

    Kind(String accepts) {
      this.accepts = accepts;
    }

    /**
     * The value as a directive has it.
     *
     * @throws FieldException if it is of another kind
     */
    abstract String text(JsonValue value) throws FieldException;

    String wrong() throws FieldException {
      throw new FieldException("must be " + accepts + ".");
    }
  }

  /** Seconds as JSON has them. */
  static BigDecimal seconds(Duration time) {
    BigDecimal value = BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
