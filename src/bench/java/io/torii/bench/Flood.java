package io.torii.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One very large body, down and up, and what memory it takes on its way. */
final class Flood {

  private static final int PIECE = 1 << 17;

  private final Running proxy;
  private final long size;
  private final byte[] piece = new byte[PIECE];

  /**
   * @param size of the body, in bytes
   */
  Flood(Running proxy, long size) {
    this.proxy = proxy;
    this.size = size;
  }

  /**
   * What it took.
   *
   * @param inAllKib how far resident memory grew from before the request to its peak
   * @param lateKib how far above its highest in the first tenth it went afterwards
   */
  record Outcome(boolean whole, Duration took, long inAllKib, long lateKib) {}

  Outcome down() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      Watch watch = new Watch();
      head(socket, "GET " + Members.BULK + "bytes/" + size, "");
      InputStream in = socket.getInputStream();
      String head = readHead(in);
      long left = size;
      while (left > 0) {
        int read = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (read < 0) {
          break;
        }
        left -= read;
        watch.passed(read);
      }
      return watch.outcome(left == 0 && head.startsWith("HTTP/1.1 200"));
    }
  }

  Outcome up() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      Watch watch = new Watch();
      head(socket, "POST " + Members.BULK + "sink", "Content-Length: " + size + "\r\n");
      OutputStream out = socket.getOutputStream();
      for (long left = size; left > 0; left -= piece.length) {
        int step = (int) Math.min(piece.length, left);
        out.write(piece, 0, step);
        watch.passed(step);
      }
      return watch.outcome(readHead(socket.getInputStream()).startsWith("HTTP/1.1 200"));
    }
  }

  private static void head(Socket socket, String line, String more) throws IOException {
    socket
        .getOutputStream()
        .write(
            (line + " HTTP/1.1\r\nHost: bench.example\r\nConnection: close\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) b);
    }
    return head.toString();
  }

  /** Looks at the process's memory each thousandth part of the body. */
  private final class Watch {

    private final long began = System.nanoTime();
    private final long before = proxy.proc().residentKib();
    private long passed;
    private long next;
    private long early;
    private long late;

    void passed(long bytes) {
      passed += bytes;
      if (passed >= next) {
        next += size / 1000;
        long now = proxy.proc().residentKib();
        if (passed <= size / 10) {
          early = Math.max(early, now);
        } else {
          late = Math.max(late, now);
        }
      }
    }

    Outcome outcome(boolean whole) {
      return new Outcome(
          whole,
          Duration.ofNanos(System.nanoTime() - began),
          Math.max(early, late) - before,
          Math.max(0, late - early));
    }
  }
}
