package io.torii.upstream;

import io.torii.exchange.MemberRequest;
import io.torii.http.Headers;
import java.io.IOException;

/**
 * Writes the head of a request (RFC 9112 §3). The target's bytes go out as they are, so that no
 * library can take a target such as {@code //host/} for another authority.
 */
final class HeadWriter {

  private HeadWriter() {}

  /**
   * Writes it without flushing.
   *
   * @param length of the body; negative for chunked, ignored without a body
   * @param close whether the connection will be closed afterwards
   * @throws IllegalArgumentException if method or target hold a blank or a control character, which
   *     would begin another request
   */
  static void write(OutputBuffer out, MemberRequest request, long length, boolean close)
      throws IOException {
    require(request.method());
    require(request.target());
    out.text(request.method());
    out.write(' ');
    out.text(request.target());
    out.text(request.http10() ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    boolean expect = request.body() != null && request.expectContinue() && !request.http10();
    boolean expected = false;
    boolean te = false;
    for (Headers.Field field : request.headers()) {
      String name = field.name();
      if (ours(name)) {
        continue;
      }
      if (name.length() == 6 && name.equalsIgnoreCase("Expect")) {
        expected = true;
      }
      te |= name.equalsIgnoreCase("TE");
      field(out, name, field.value());
    }
    if (expect && !expected) {
      out.text("Expect: 100-continue\r\n");
    }
    if (request.body() != null) {
      out.text(length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length);
      out.text("\r\n");
    }
    if (request.upgrade() != null) {
      out.text("Connection: Upgrade\r\n"); // Upgrade itself is among the fields
    } else if (close) {
      out.text(te ? "Connection: close, TE\r\n" : "Connection: close\r\n");
    } else if (te) {
      out.text("Connection: TE\r\n"); // HTTP/1.1 persists by itself
    }
    out.text("\r\n");
  }

  /** Framing and connection follow from how we send, whatever the headers say. */
  private static boolean ours(String name) {
    return switch (name.length()) {
      case 10 -> name.equalsIgnoreCase("Connection");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  static void field(OutputBuffer out, String name, String value) throws IOException {
    require(name);
    out.text(name);
    out.write(':');
    out.write(' ');
    out.text(harmless(value) ? value : value.replaceAll("[\\r\\n\0]", " ")); // RFC 9110 §5.5
    out.write('\r');
    out.write('\n');
  }

  private static boolean harmless(String value) {
    return value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf(0) < 0;
  }

  private static void require(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c <= ' ' || c == 127 || c > 0xff) {
        throw new IllegalArgumentException(
            "a control character or blank must not be sent to a member: " + (int) c);
      }
    }
  }
}
