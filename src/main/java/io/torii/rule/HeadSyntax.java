package io.torii.rule;

import io.torii.http.FieldSyntax;
import io.torii.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request's head although a container has let it through. Each lets other
 * things through, and what two servers could read in two ways must not reach a member: a method or
 * a name that is no token, a control character, a body whose end is not certain (RFC 9110 §5.5, RFC
 * 9112 §5.1 and §6.3).
 */
final class HeadSyntax {

  /**
   * What is wrong. Nobody knows what follows on the connection then.
   *
   * @param code httpd's for the same; empty if it has none
   */
  record Fault(int status, String code, String reason) {}

  private HeadSyntax() {}

  /** The first fault; null if there is none. */
  static @Nullable Fault of(Request request) {
    if (!FieldSyntax.isToken(request.method())) {
      return new Fault(400, "AH03445", "the method is no token");
    }
    String length = null;
    String coding = null;
    for (Headers.Field field : request.headers()) {
      String name = field.name();
      if (!FieldSyntax.isToken(name)) {
        return new Fault(400, "AH02426", "a field has a name that is no token");
      }
      if (!FieldSyntax.harmless(field.value())) {
        return new Fault(400, "AH02427", "the field " + name + " holds a control character");
      }
      if (name.equalsIgnoreCase("Content-Length")) {
        if (length != null && !length.equals(field.value())) {
          return new Fault(400, "AH01587", "there are two Content-Length fields");
        }
        length = field.value();
      } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
        coding = coding == null ? field.value() : coding + ", " + field.value();
      }
    }
    return coding == null ? length(length) : coding(request, coding, length);
  }

  /** RFC 9110 §8.6: digits and nothing else, and no more of them than are surely a number. */
  private static @Nullable Fault length(@Nullable String length) {
    if (length == null) {
      return null;
    }
    String digits = blanksOff(length);
    boolean number = !digits.isEmpty() && digits.length() <= 18;
    for (int i = 0; number && i < digits.length(); i++) {
      number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return number ? null : new Fault(400, "AH01587", "Content-Length is no number: " + length);
  }

  /** RFC 9112 §6.1 and §6.3: whatever else this may be, it is what smuggled requests begin with. */
  private static @Nullable Fault coding(Request request, String coding, @Nullable String length) {
    if (!blanksOff(coding).equalsIgnoreCase("chunked")) {
      return new Fault(501, "AH01585", "Transfer-Encoding " + coding + " is not understood");
    }
    if (length != null) {
      return new Fault(400, "", "there are both Content-Length and Transfer-Encoding");
    }
    return request.protocol().equals("HTTP/1.0")
        ? new Fault(400, "", "there is a Transfer-Encoding, which HTTP/1.0 does not have")
        : null;
  }

  /** Without the blanks around it that RFC 9110 §5.6.3 knows; Java knows more. */
  private static String blanksOff(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && blank(value.charAt(from))) {
      from++;
    }
    while (to > from && blank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
