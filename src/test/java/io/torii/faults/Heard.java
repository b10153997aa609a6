package io.torii.faults;

import io.torii.testkit.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * An answer as a client hears it.
 *
 * @param status 0 if the connection was closed without one
 * @param head its status line and fields
 * @param body its framing removed, as far as it came
 * @param whole false if its framing does not end: no client may take it for the whole answer
 */
record Heard(int status, String head, String body, boolean whole) {

  /**
   * Reads one answer; interim ones in front of it are passed over.
   *
   * @param in buffered
   */
  static Heard read(InputStream in, boolean toHead) throws IOException {
    try {
      String head = head(in);
      while (head.matches("(?s)HTTP/1.1 1(?!01)\\d\\d.*")) {
        head = head(in);
      }
      if (!head.endsWith("\r\n\r\n")) {
        return new Heard(0, head, "", false);
      }
      return body(in, head.strip(), toHead);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no end of an answer: the client was left waiting", e);
    }
  }

  private static Heard body(InputStream in, String head, boolean toHead) throws IOException {
    int status = Integer.parseInt(head.split("[ \r]", 3)[1]);
    if (toHead || status == 204 || status == 304) {
      return new Heard(status, head, "", true);
    }
    Seen fields = new Seen(head, "", 0);
    int lengths = fields.all("Content-Length").size();
    int codings = fields.all("Transfer-Encoding").size();
    if (lengths + codings > 1) { // RFC 9112 §6.3: nobody could tell where it ends
      throw new AssertionError("framed twice:\n" + head);
    }
    StringBuilder body = new StringBuilder();
    boolean whole =
        codings > 0
            ? chunks(in, body)
            : bytes(in, fields.header("Content-Length").map(Long::valueOf).orElse(-1L), body);
    return new Heard(status, head, body.toString(), whole);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int b = next(in);
      if (b < 0) {
        break;
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static boolean chunks(InputStream in, StringBuilder into) throws IOException {
    while (true) {
      String size = line(in);
      if (!size.endsWith("\n")) {
        return false;
      }
      int length = Integer.parseInt(size.strip(), 16);
      if (length == 0) {
        String trailer = line(in);
        while (trailer.endsWith("\n") && !trailer.isBlank()) {
          trailer = line(in);
        }
        return trailer.endsWith("\n");
      }
      if (!bytes(in, length, into) || !line(in).endsWith("\n")) {
        return false;
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int b = next(in);
    while (b >= 0) {
      line.append((char) b);
      if (b == '\n') {
        break;
      }
      b = next(in);
    }
    return line.toString();
  }

  /** So many bytes; without a length all there are, and then only a reset tells of a cut. */
  private static boolean bytes(InputStream in, long length, StringBuilder into) throws IOException {
    byte[] piece = new byte[8192];
    long left = length < 0 ? Long.MAX_VALUE : length;
    try {
      while (left > 0) {
        int n = in.read(piece, 0, (int) Math.min(left, piece.length));
        if (n < 0) {
          return length < 0;
        }
        into.append(new String(piece, 0, n, StandardCharsets.ISO_8859_1));
        left -= n;
      }
      return true;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      return false;
    }
  }

  /** A reset ends an answer as a close does. */
  private static int next(InputStream in) throws IOException {
    try {
      return in.read();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      return -1;
    }
  }

  /** {@code 502}, {@code 200 cut}, or {@code closed}. */
  String inShort() {
    return status == 0 ? "closed" : status + (whole ? "" : " cut");
  }
}
