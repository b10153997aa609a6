package io.torii.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as it came over the wire to a client that sent bytes of its own choice. A character
 * stands for a byte.
 *
 * @param interim the 1xx statuses in front of it
 * @param head its status line and fields; empty if the connection was closed without an answer
 * @param framing how its end is told: {@code length}, {@code chunked}, {@code close}, or {@code
 *     none} where there can't be a body
 * @param body the framing removed
 */
public record Reply(List<Integer> interim, String head, String framing, String body) {

  /** Sends a request on a connection of its own, from a loopback address, and reads one answer. */
  public static Reply to(int port, String from, String request) throws IOException {
    InetAddress own = InetAddress.getByName(from);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, own, 0)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream(), request.startsWith("HEAD "));
    } catch (SocketTimeoutException e) {
      throw new IOException("no end of the answer to " + request.lines().findFirst(), e);
    }
  }

  private static Reply read(InputStream in, boolean toHead) throws IOException {
    List<Integer> interim = new ArrayList<>();
    String head = head(in);
    while (head.matches("(?s)HTTP/1.1 1\\d\\d.*")) {
      interim.add(status(head));
      head = head(in);
    }
    if (head.isEmpty()) {
      return new Reply(interim, head, "close", "");
    }
    Seen fields = new Seen(head, "", 0);
    if (toHead || status(head) == 204 || status(head) == 304) {
      return new Reply(interim, head, "none", "");
    }
    if (fields.header("Transfer-Encoding").isPresent()) {
      return new Reply(interim, head, "chunked", chunks(in));
    }
    if (fields.header("Content-Length").isPresent()) {
      int length = Integer.parseInt(fields.header("Content-Length").get());
      return new Reply(interim, head, "length", text(in.readNBytes(length)));
    }
    return new Reply(interim, head, "close", text(in.readAllBytes()));
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0; // the last four bytes
    while (last != 0x0d0a0d0a) {
      int b = in.read();
      if (b < 0) {
        return text(head.toByteArray());
      }
      head.write(b);
      last = last << 8 | b;
    }
    return text(head.toByteArray()).strip();
  }

  private static String chunks(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      body.append(text(in.readNBytes(size)));
      line(in);
    }
    return body.toString();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static int status(String head) {
    return Integer.parseInt(head.split("[ \r]", 3)[1]);
  }

  /** The status; 0 if there was no answer. */
  public int status() {
    return head.isEmpty() ? 0 : status(head);
  }

  /** The field lines in their order. */
  public List<String> fields() {
    return new Seen(head, "", 0).fields();
  }
}
