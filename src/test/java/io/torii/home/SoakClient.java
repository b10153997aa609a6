package io.torii.home;

import io.torii.testkit.RawClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of a soak. It reads HTTP/1.1 by itself, for nothing may be between it and the question
 * whether an answer is whole (RFC 9112 §8), and compares each byte as it comes.
 */
final class SoakClient implements AutoCloseable {

  private static final int PIECE = 16 << 10;

  private final int port;
  private @Nullable RawClient connection;
  private @Nullable InputStream in;

  SoakClient(int port) {
    this.port = port;
  }

  /** What became of an answer. */
  enum Body {
    /** Its end came, and every byte is right. */
    WHOLE,
    /** It ended so that everybody sees that something is missing. */
    CUT,
    /** A byte is wrong, or its end came too soon, or too late. */
    WRONG,
    /** No head came. */
    NONE,
    /** Nothing came for so long that nobody would wait. */
    SILENT
  }

  /**
   * An answer.
   *
   * @param member who gave it; empty if the product did
   */
  record Answer(int status, String member, Body body) {}

  /** Sends it and reads the answer; the connection is kept if both sides want that. */
  Answer ask(SoakAsk ask) {
    int status = 0;
    String member = "";
    try {
      InputStream from = open();
      write(ask);
      Map<String, String> head = head(from);
      status = Integer.parseInt(head.getOrDefault("", "0"));
      member = head.getOrDefault("x-member", "");
      Body body = body(from, head, ask, status == 200);
      if (body != Body.WHOLE || head.getOrDefault("connection", "").equals("close")) {
        close();
      }
      return new Answer(status, member, body);
    } catch (SocketTimeoutException e) {
      close();
      return new Answer(status, member, Body.SILENT);
    } catch (SoakComparison.Cut e) {
      close();
      return new Answer(status, member, e.wrong() ? Body.WRONG : Body.CUT);
    } catch (IOException e) {
      close();
      return new Answer(status, member, status == 0 ? Body.NONE : Body.CUT);
    }
  }

  /** Asks, reads so much and goes away. */
  void leave(SoakAsk ask, int sent, int read, boolean reset) {
    try {
      InputStream from = open();
      byte[] head = ask.head().getBytes(StandardCharsets.US_ASCII);
      connected().out().write(head);
      connected().out().write(Arrays.copyOf(ask.body(), Math.min(sent, ask.body().length)));
      from.readNBytes(read);
      if (reset) {
        connected().reset();
      }
    } catch (IOException e) {
      // it wanted to leave
    }
    close();
  }

  private InputStream open() throws IOException {
    if (connection == null) {
      connection = RawClient.to(port);
      in = null;
    }
    if (in == null) {
      in = new BufferedInputStream(connection.in(), PIECE);
    }
    return in;
  }

  private RawClient connected() throws IOException {
    if (connection == null) {
      throw new IOException("not connected");
    }
    return connection;
  }

  /** A member may answer before it has read everything, so what fails here shows in the answer. */
  private void write(SoakAsk ask) throws IOException {
    var out = connected().out();
    out.write(ask.head().getBytes(StandardCharsets.US_ASCII));
    try {
      for (int at = 0; at < ask.body().length; at += PIECE) {
        int length = Math.min(PIECE, ask.body().length - at);
        if (ask.chunked()) {
          out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(ask.body(), at, length);
        if (ask.chunked()) {
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
      if (ask.chunked()) {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // what was answered is read first
    }
  }

  private static Map<String, String> head(InputStream from) throws IOException {
    Map<String, String> fields = new HashMap<>();
    fields.put("", line(from).split(" ", 3)[1]);
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private static String line(InputStream from) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = from.read(); b != '\n'; b = from.read()) {
      if (b < 0) {
        throw new IOException("the end, within a line");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  private static Body body(InputStream from, Map<String, String> head, SoakAsk ask, boolean compare)
      throws IOException {
    SoakComparison bytes = new SoakComparison(ask, compare);
    String length = head.get("content-length");
    if (length != null) {
      bytes.take(from, Long.parseLong(length));
    } else if (head.getOrDefault("transfer-encoding", "").equals("chunked")) {
      for (int size = size(from); size > 0; size = size(from)) {
        bytes.take(from, size);
        if (!line(from).isEmpty()) {
          return Body.WRONG;
        }
      }
      while (!line(from).isEmpty()) {
        // trailers
      }
    } else {
      return Body.WRONG; // nothing tells its end
    }
    return bytes.verdict();
  }

  private static int size(InputStream from) throws IOException {
    return Integer.parseInt(line(from), 16);
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        // gone already
      }
    }
    connection = null;
    in = null;
  }
}
