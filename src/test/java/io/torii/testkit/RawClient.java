package io.torii.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client's end of one connection: what it sends and gets, byte by byte. */
public final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();

  private RawClient() {}

  /** Connects to a port of 127.0.0.1. */
  public static RawClient to(int port) throws IOException {
    return from("127.0.0.1", port);
  }

  /** Connects to a port of 127.0.0.1 from another loopback address, such as 127.0.0.9. */
  public static RawClient from(String address, int port) throws IOException {
    RawClient client = new RawClient();
    client.socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    client.socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    client.socket.setSoTimeout(PATIENCE_MILLIS);
    return client;
  }

  /** How long a read waits from now on, before it throws. */
  public RawClient patience(Duration duration) throws IOException {
    socket.setSoTimeout((int) duration.toMillis());
    return this;
  }

  /** One request on a connection of its own; the whole answer. */
  public static String ask(int port, String request) throws IOException {
    try (RawClient client = to(port)) {
      return client.send(request).rest();
    }
  }

  /** Sends characters as bytes (ISO 8859-1), nothing added. */
  public RawClient send(String text) throws IOException {
    out().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Speaks HTTP/2 from now on, which the server is known to understand (RFC 9113 §3.3). */
  public Http2Client http2() throws IOException {
    return new Http2Client(in(), out());
  }

  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  public OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** Reads up to and including these characters; fewer if the peer closes before. */
  public String until(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < end.length() || !end.contentEquals(tail(text, end.length()))) {
      int b = in().read();
      if (b < 0) {
        break;
      }
      text.append((char) b);
    }
    return text.toString();
  }

  private static CharSequence tail(StringBuilder text, int length) {
    return text.subSequence(text.length() - length, text.length());
  }

  /** Reads until the peer closes. */
  public String rest() throws IOException {
    return new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Ends our half; the peer reads the end of the stream, and may still write. */
  public RawClient endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Goes away with a reset, as a process does that dies with bytes unread. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
