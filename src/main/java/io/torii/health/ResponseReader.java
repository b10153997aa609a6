package io.torii.health;

import io.torii.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one HTTP/1 response strictly (RFC 9112): a check is there to find out that a member is not
 * well, so nothing is forgiven. Lines, fields, interim responses and the body are bounded.
 */
public final class ResponseReader {

  /** How much of a body is kept; the rest is not read. */
  static final int MAX_BODY = 1 << 20;

  private static final int MAX_FIELDS = 100;
  private static final int MAX_INTERIM = 9;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: [\\t\\x20-\\x7e\\x80-\\xff]*)?");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(?:;.*)?");

  private final InputStream in;
  private final int maxLine;

  /**
   * A reader of one response.
   *
   * @param in should be buffered
   * @param maxLine the longest line in bytes: responsefieldsize
   */
  public ResponseReader(InputStream in, int maxLine) {
    this.in = in;
    this.maxLine = maxLine;
  }

  /**
   * The final response.
   *
   * @param withBody whether the request's method is one whose responses have a body
   * @throws ProtocolException if it is not a response; its message is a clause for people
   */
  public CheckResponse read(boolean withBody) throws IOException {
    for (int i = 0; i <= MAX_INTERIM; i++) {
      int status = status();
      Headers headers = headers();
      if (status >= 200) {
        boolean empty = !withBody || status == 204 || status == 304;
        return new CheckResponse(status, headers, empty ? "" : body(headers));
      }
    }
    throw new ProtocolException("sent too many interim responses");
  }

  private int status() throws IOException {
    String line = line();
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("sent a corrupt status line: " + shown(line));
    }
    return Integer.parseInt(matcher.group(1));
  }

  private Headers headers() throws IOException {
    Headers headers = new Headers();
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher matcher = FIELD.matcher(line);
      if (!matcher.matches()) {
        throw new ProtocolException("sent a malformed header: " + shown(line));
      }
      if (headers.size() == MAX_FIELDS) {
        throw new ProtocolException("sent more than " + MAX_FIELDS + " header fields");
      }
      headers.add(matcher.group(1), matcher.group(2));
    }
    return headers;
  }

  /** One line without its end; a lone LF ends it too (RFC 9112 §2.2). */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed the connection before its response was whole");
      }
      if (line.size() == maxLine) {
        throw new ProtocolException(
            "sent a line longer than responsefieldsize, " + maxLine + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String shown(String line) {
    String printable = line.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() > 60 ? printable.substring(0, 60) + "..." : printable;
  }

  private String body(Headers headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String coding = headers.get("Transfer-Encoding");
    String length = headers.get("Content-Length");
    if (coding != null && coding.equalsIgnoreCase("chunked")) {
      chunks(body);
    } else if (coding != null || length == null) {
      body.write(in.readNBytes(MAX_BODY)); // RFC 9112 §6.3: until the member closes
    } else if (length.matches("[0-9]{1,18}")) {
      copy(Long.parseLong(length), body);
    } else {
      throw new ProtocolException("sent a malformed Content-Length: " + shown(length));
    }
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  private void chunks(ByteArrayOutputStream body) throws IOException {
    while (body.size() < MAX_BODY) {
      Matcher matcher = CHUNK.matcher(line());
      if (!matcher.matches()) {
        throw new ProtocolException("sent a malformed chunk");
      }
      long size = Long.parseLong(matcher.group(1), 16);
      if (size == 0) {
        headers(); // trailers
        return;
      }
      copy(size, body);
      if (body.size() < MAX_BODY && !line().isEmpty()) {
        throw new ProtocolException("sent a malformed chunk");
      }
    }
  }

  /** Copies so many bytes, or as many as there is room for. */
  private void copy(long length, ByteArrayOutputStream body) throws IOException {
    int wanted = (int) Math.min(length, MAX_BODY - body.size());
    byte[] bytes = in.readNBytes(wanted);
    if (bytes.length < wanted) {
      throw new EOFException("closed the connection before its response was whole");
    }
    body.write(bytes);
  }
}
