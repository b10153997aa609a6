package io.torii.rule.condition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.torii.rule.condition.EvaluationContext.Table;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions of an expression, such as {@code req('Host')} or {@code tolower(…)}. */
final class WordFunctions {

  private static final String UNESCAPED = "$-_.+!*'(),:;@&=/~";

  private WordFunctions() {}

  static String apply(String name, List<String> arguments, EvaluationContext context) {
    String argument = arguments.isEmpty() ? "" : arguments.get(0);
    String value =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "req", "http" -> context.lookup(Table.REQUEST_HEADER, argument);
          case "req_novary" -> context.lookup(Table.REQUEST_HEADER_UNVARIED, argument);
          case "resp" -> context.lookup(Table.RESPONSE_HEADER, argument);
          case "reqenv" -> context.lookup(Table.ENVIRONMENT, argument);
          case "osenv" -> System.getenv(argument);
          case "note" -> context.lookup(Table.NOTE, argument);
          case "env" -> anyEnvironment(argument, context);
          case "hc" -> context.lookup(Table.CHECK, argument);
          case "tolower" -> argument.toLowerCase(Locale.ROOT);
          case "toupper" -> argument.toUpperCase(Locale.ROOT);
          case "escape" -> escape(argument);
          case "unescape" -> unescape(argument);
          case "base64" -> Base64.getEncoder().encodeToString(argument.getBytes(UTF_8));
          case "unbase64" -> unbase64(argument);
          case "md5" -> digest("MD5", argument);
          case "sha1" -> digest("SHA-1", argument);
          default -> throw new EvaluationException("the function '" + name + "' is not known here");
        };
    return value == null ? "" : value;
  }

  /** Notes first, then the request's variables, then the process's, as httpd's env() does. */
  private static @Nullable String anyEnvironment(String name, EvaluationContext context) {
    String note = context.lookup(Table.NOTE, name);
    if (note != null) {
      return note;
    }
    String own = context.lookup(Table.ENVIRONMENT, name);
    return own != null ? own : System.getenv(name);
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (alphanumeric || UNESCAPED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().toHexDigits(b));
      }
    }
    return out.toString();
  }

  /** Empty if an escape is malformed, as in httpd; an escaped slash stays escaped. */
  private static String unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      if (i + 2 >= bytes.length
          || !HexFormat.isHexDigit(bytes[i + 1])
          || !HexFormat.isHexDigit(bytes[i + 2])) {
        return "";
      }
      int value = HexFormat.fromHexDigit(bytes[i + 1]) * 16 + HexFormat.fromHexDigit(bytes[i + 2]);
      if (value == 0) {
        return "";
      }
      if (value == '/') {
        out.write(bytes, i, 3);
      } else {
        out.write(value);
      }
      i += 2;
    }
    return out.toString(UTF_8);
  }

  private static String unbase64(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String digest(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new EvaluationException(algorithm + " is not available in this Java");
    }
  }
}
