package io.torii.home;

import io.torii.testkit.SoakBody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A client that takes its time: it reads and writes some bytes at a time, none if they are not
 * there at once, and compares each with what it must be.
 */
final class SlowClient implements AutoCloseable {

  /** What the kernel keeps for it: by itself it would keep the whole body, on either side. */
  private static final int RECEIVED = 32 << 10;

  private final SocketChannel channel;
  private final ByteBuffer head;
  private final ByteBuffer body;
  private final ByteBuffer expected;
  private final int pace;
  private final StringBuilder answer = new StringBuilder();
  private String fault = "";
  private boolean inBody;

  /**
   * Connects.
   *
   * @param pace how many bytes it reads, or sends of its body, at a time; 0 if it does neither
   */
  private SlowClient(int port, String request, ByteBuffer body, ByteBuffer expected, int pace)
      throws IOException {
    this.head = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    this.body = body;
    this.expected = expected;
    this.pace = pace;
    this.channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVED);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
  }

  /** Asks a {@link io.torii.testkit.SoakMember} for so many bytes. */
  static SlowClient download(int port, int seed, int size, int pace) throws IOException {
    String request = "GET /body/%d/%d/length HTTP/1.1\r\nHost: s\r\n\r\n".formatted(seed, size);
    return new SlowClient(port, request, ByteBuffer.allocate(0), SoakBody.view(seed, size), pace);
  }

  /** Sends so many bytes, and gets them back. */
  static SlowClient upload(int port, int seed, int size, int pace) throws IOException {
    String request =
        "POST /echo/%d/%d/length HTTP/1.1\r\nHost: s\r\nContent-Length: %2$d\r\n\r\n"
            .formatted(seed, size);
    return new SlowClient(
        port, request, SoakBody.view(seed, size), SoakBody.view(seed, size), pace);
  }

  /** Does what it does at a time while it is slow. */
  void move() {
    ByteBuffer piece = ByteBuffer.allocate(pace);
    move(body.slice(body.position(), Math.min(pace, body.remaining())), piece);
  }

  /** Does what can be done at once. */
  void hurry(ByteBuffer room) {
    move(body.slice(), room.clear());
  }

  /** What it waits for when it is in a hurry. */
  int interest() {
    return body.hasRemaining()
        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
        : SelectionKey.OP_READ;
  }

  private void move(ByteBuffer next, ByteBuffer room) {
    try {
      channel.write(head);
      if (!head.hasRemaining() && next.hasRemaining()) {
        body.position(body.position() + channel.write(next));
      }
      if (!done() && room.hasRemaining() && channel.read(room) < 0) {
        fault = "closed, with " + expected.remaining() + " bytes to come";
      }
      compare(room.flip());
    } catch (IOException e) {
      fault = e.toString();
    }
  }

  private void compare(ByteBuffer came) {
    while (!inBody && came.hasRemaining()) {
      answer.append((char) came.get());
      inBody = answer.length() > 3 && answer.lastIndexOf("\r\n\r\n") == answer.length() - 4;
      if (inBody && !answer.toString().startsWith("HTTP/1.1 200")) {
        fault = answer.toString();
      }
    }
    int count = came.remaining();
    if (count > expected.remaining() || !came.equals(expected.slice(expected.position(), count))) {
      fault = "wrong bytes, with " + expected.remaining() + " to come";
      return;
    }
    expected.position(expected.position() + count);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Whether there is nothing more to come, or to hope for. */
  boolean done() {
    return !fault.isEmpty() || (inBody && !expected.hasRemaining());
  }

  /** What went wrong; empty if nothing did. */
  String fault() {
    return fault;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
