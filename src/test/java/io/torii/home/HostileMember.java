package io.torii.home;

import io.torii.testkit.Script;
import io.torii.testkit.Wire;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A member that keeps what comes to it byte for byte and reads it as strictly as it can be read:
 * whatever another server might understand in another way is a fault.
 */
final class HostileMember implements Script {

  /** Stands in the answers of this member and in no others. */
  static final String MARK = "X-Member: strict";

  /**
   * What came for one request.
   *
   * @param bytes all of it, a character for each byte
   * @param body its framing removed
   * @param whole false if the connection ended within it
   * @param faults what is wrong with it; the connection is read no further then
   */
  record Arrival(String bytes, String body, boolean whole, List<String> faults) {

    String requestLine() {
      return bytes.lines().findFirst().orElse("");
    }

    String target() {
      String[] words = requestLine().split(" ", 3);
      return words.length > 1 ? words[1] : "";
    }

    StrictHead head() {
      return new StrictHead(bytes.substring(0, bytes.indexOf("\r\n\r\n") + 4));
    }

    /** In short, as the cases have it. */
    String summary() {
      return requestLine().replaceFirst(" HTTP/1\\.[01]$", "") + (body.isEmpty() ? "" : " " + body);
    }
  }

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  /** All that has come, in order. */
  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  @Override
  public void serve(Wire wire) throws IOException {
    boolean more = true;
    while (more) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      List<String> faults = new CopyOnWriteArrayList<>();
      boolean whole = false;
      try {
        String head = until(wire.in(), "\r\n\r\n", bytes);
        StrictHead read = new StrictHead(head);
        faults.addAll(read.faults());
        if (faults.isEmpty()) {
          body(wire.in(), read, bytes, body, faults);
        }
        whole = true;
      } catch (IOException e) {
        more = false; // the peer closed, or was cut off
      }
      if (bytes.size() > 0) {
        arrivals.add(new Arrival(text(bytes), text(body), whole, List.copyOf(faults)));
      }
      more &= faults.isEmpty();
      if (more) {
        boolean head = text(bytes).startsWith("HEAD ");
        wire.send("HTTP/1.1 200 OK\r\n" + MARK + "\r\nContent-Length: 6\r\n\r\n");
        wire.send(head ? "" : "member");
      }
    }
  }

  private static void body(
      InputStream in,
      StrictHead head,
      ByteArrayOutputStream bytes,
      ByteArrayOutputStream body,
      List<String> faults)
      throws IOException {
    if (!head.chunked()) {
      read(in, head.length(), bytes, body);
      return;
    }
    while (true) {
      String line = until(in, "\r\n", bytes);
      if (!line.matches("[0-9a-fA-F]{1,8}\r\n")) {
        faults.add("a chunk's size that is none: " + line);
        return;
      }
      int size = Integer.parseInt(line.strip(), 16);
      read(in, size, bytes, body);
      String behind = until(in, "\r\n", bytes);
      while (size == 0 && StrictHead.isTrailer(behind.stripTrailing())) {
        behind = until(in, "\r\n", bytes);
      }
      if (!behind.equals("\r\n")) {
        faults.add("no line's end behind a chunk, or a trailer that is none: " + behind);
        return;
      }
      if (size == 0) {
        return;
      }
    }
  }

  private static void read(
      InputStream in, long count, ByteArrayOutputStream bytes, ByteArrayOutputStream body)
      throws IOException {
    byte[] read = in.readNBytes((int) Math.min(count, Integer.MAX_VALUE));
    bytes.writeBytes(read);
    body.writeBytes(read);
    if (read.length < count) {
      throw new EOFException();
    }
  }

  /** Reads to these characters. */
  private static String until(InputStream in, String end, ByteArrayOutputStream bytes)
      throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.length() < end.length() || read.indexOf(end, read.length() - end.length()) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      bytes.write(b);
      read.append((char) b);
    }
    return read.toString();
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
