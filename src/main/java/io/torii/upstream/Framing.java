package io.torii.upstream;

import io.torii.exchange.Failure.Kind;
import io.torii.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a response's body ends (RFC 9112 §6.3), and whether the connection outlives it (§9.3).
 *
 * @param length bytes of the body; {@link #CHUNKED}, {@link #UNTIL_CLOSE} or {@link #NO_BODY}
 * @param persistent true if the member keeps the connection open
 */
record Framing(long length, boolean persistent) {

  static final long CHUNKED = -1;
  static final long UNTIL_CLOSE = -2;
  static final long NO_BODY = -3;

  /**
   * Decides, and removes a Content-Length that a Transfer-Encoding overrides from the head, so that
   * nobody downstream believes it.
   *
   * <p>A body in another transfer coding than chunks alone is refused, as nginx and HAProxy do: we
   * have asked for none (RFC 9110 §10.1.4), and the client would get it without being told the
   * coding. httpd passes it on like that. The old {@code identity} is none.
   *
   * @param head whether the request's method was HEAD
   * @throws ExchangeFailed if Content-Length is not one number, or for such a coding
   */
  static Framing of(ResponseHead response, boolean head, String member) throws ExchangeFailed {
    Headers headers = response.headers();
    boolean persistent = false;
    @Nullable String coding = null;
    int lengths = 0;
    for (Headers.Field field : headers) {
      String name = field.name();
      switch (name.length()) {
        case 10 -> { // the lengths spare most comparisons
          if (name.equalsIgnoreCase("Connection") && hasToken(field.value(), "close")) {
            persistent = true; // turned around below
          }
        }
        case 14 -> lengths += name.equalsIgnoreCase("Content-Length") ? 1 : 0;
        case 17 -> {
          if (name.equalsIgnoreCase("Transfer-Encoding")) {
            coding = coding == null ? field.value() : coding + ", " + field.value();
          }
        }
        default -> {}
      }
    }
    persistent = !persistent && response.minor() > 0;
    if (coding != null && lengths > 0) {
      headers.remove("Content-Length"); // a smuggler's pair: nothing after it can be trusted
      persistent = false;
    }
    long length = coding != null || lengths == 0 ? -1 : length(headers, lengths, member);
    if (head || response.status() < 200 || response.status() == 204 || response.status() == 304) {
      return new Framing(NO_BODY, persistent);
    }
    if (coding != null) {
      return coded(coding, persistent, member);
    }
    if (length >= 0) {
      return new Framing(length, persistent);
    }
    return new Framing(UNTIL_CLOSE, false);
  }

  private static boolean hasToken(String list, String token) {
    if (list.equalsIgnoreCase(token)) {
      return true;
    }
    if (list.indexOf(',') < 0) {
      return false;
    }
    for (String part : list.split(",", -1)) {
      if (part.strip().equalsIgnoreCase(token)) {
        return true;
      }
    }
    return false;
  }

  private static Framing coded(String coding, boolean persistent, String member)
      throws ExchangeFailed {
    if (coding.equalsIgnoreCase("chunked")) {
      return new Framing(CHUNKED, persistent);
    }
    if (coding.equalsIgnoreCase("identity")) {
      return new Framing(UNTIL_CLOSE, false);
    }
    throw new ExchangeFailed(
        Kind.TRANSFER_CODING,
        member + " sent an unknown Transfer-Encoding: " + printable(List.of(coding)));
  }

  /** The one number that all Content-Length lines and their list members agree on. */
  private static long length(Headers headers, int lines, String member) throws ExchangeFailed {
    List<String> values = headers.all("Content-Length");
    long length = -1;
    for (String value : values) {
      for (String part : value.split(",", -1)) {
        long one = number(part.strip());
        if (one < 0 || (length >= 0 && one != length)) {
          throw new ExchangeFailed(
              Kind.BAD_HEADER, member + " sent an invalid Content-Length: " + printable(values));
        }
        length = one;
      }
    }
    String plain = Long.toString(length); // without zeros in front, which some read as octal
    if (lines > 1 || !values.get(0).equals(plain)) {
      headers.set("Content-Length", plain);
    }
    return length;
  }

  private static String printable(List<String> values) {
    String all = String.join(", ", values);
    return all.length() > 60 ? all.substring(0, 60) + "..." : all;
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
