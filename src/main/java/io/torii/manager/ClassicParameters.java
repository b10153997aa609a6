package io.torii.manager;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request to httpd's balancer-manager, read as httpd reads them: of two with
 * the same name the last one counts, and each value is unescaped twice, as the links of its page
 * are escaped twice. A plus sign is no blank.
 */
final class ClassicParameters {

  /** Of a body no more is read. */
  static final int MOST_BYTES = 1024;

  /** What a GET may say. */
  private static final Set<String> SELECTING = Set.of("b", "w", "nonce", "xml");

  private final Map<String, String> values;

  private ClassicParameters(Map<String, String> values) {
    this.values = values;
  }

  /** Those of a GET; all but {@code b}, {@code w}, {@code nonce} and {@code xml} are left out. */
  static ClassicParameters ofQuery(@Nullable String query) {
    Map<String, String> values = parse(query == null ? "" : query);
    values.keySet().retainAll(SELECTING);
    return new ClassicParameters(values);
  }

  /** Those of a POST, whose query does not count. */
  static ClassicParameters ofBody(byte[] body) {
    return new ClassicParameters(parse(new String(body, StandardCharsets.ISO_8859_1)));
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = unescape(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : unescape(unescape(pair.substring(equals + 1)));
      if (!name.isEmpty()) {
        values.put(name, value);
      }
    }
    return values;
  }

  /** Takes {@code %41} for A; what is no such escape stays. */
  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A value; empty as well for one with control characters, which no field can have. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(value -> value.chars().noneMatch(Character::isISOControl));
  }

  /** A whole number as C's atoi reads it: what stands in front, 0 for nothing. */
  Optional<Integer> number(String name) {
    return get(name).map(ClassicParameters::leading);
  }

  private static int leading(String text) {
    String rest = text.stripLeading();
    int end = rest.startsWith("-") || rest.startsWith("+") ? 1 : 0;
    while (end < rest.length() && end < 10 && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
      end++;
    }
    String number = rest.substring(0, end);
    return number.matches("[-+]?\\d+") ? (int) Long.parseLong(number) : 0;
  }
}
