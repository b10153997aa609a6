package io.torii.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A member that speaks WebSocket (RFC 6455): each frame comes back as it went, fragments as
 * fragments; a ping gets its pong and a close its close. The text {@code ping X} makes it ping, and
 * {@code close 1234 X} close by itself.
 */
public final class WebSocketServer {

  /** RFC 6455 §1.3. */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int LAST = 0x80;

  /** Commands are short. */
  private static final int COMMAND = 100;

  private final Wire wire;
  private final DataInputStream in;

  private WebSocketServer(Wire wire) {
    this.wire = wire;
    this.in = new DataInputStream(wire.in());
  }

  /** Shakes hands and echoes until one side closes. */
  public static void serve(Seen request, Wire wire) throws IOException {
    String key = request.header("Sec-WebSocket-Key").orElse("");
    String protocol =
        request
            .header("Sec-WebSocket-Protocol")
            .map(offered -> "Sec-WebSocket-Protocol: " + offered.split(",", 2)[0].strip() + "\r\n")
            .orElse("");
    wire.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + protocol
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n");
    WebSocketServer server = new WebSocketServer(wire);
    while (server.frame()) {
      // the next one
    }
    wire.close();
  }

  /** A client's part in it, on a connection of its own; the head of the answer, if it is right. */
  public static String handshake(int port, String path) throws IOException {
    String key = "dGhlIHNhbXBsZSBub25jZQ==";
    try (RawClient client = RawClient.to(port)) {
      client.send(
          "GET %s HTTP/1.1\r\nHost: w\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  .formatted(path)
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
              + key
              + "\r\n\r\n");
      String head = client.until("\r\n\r\n");
      return head.contains(accept(key)) ? head : "no handshake: " + head;
    }
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** False if it was the last one. */
  private boolean frame() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((second & 0x80) == 0) {
      throw new IOException("a client's frame must be masked");
    }
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = new byte[4];
    in.readFully(mask);
    int opcode = first & 0x0f;
    if (opcode >= CLOSE || length <= COMMAND) {
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      unmask(payload, payload.length, mask, 0);
      return answer(first, payload);
    }
    echo(first, length, mask);
    return true;
  }

  private boolean answer(int first, byte[] payload) throws IOException {
    String text = new String(payload, StandardCharsets.UTF_8);
    switch (first & 0x0f) {
      case CLOSE -> {
        send(LAST | CLOSE, payload);
        return false;
      }
      case PING -> send(LAST | PONG, payload);
      case PONG -> send(LAST | TEXT, ("pong " + text).getBytes(StandardCharsets.UTF_8));
      default -> {
        if (text.startsWith("ping ")) {
          send(LAST | PING, text.substring(5).getBytes(StandardCharsets.UTF_8));
        } else if (text.startsWith("close ")) {
          String[] words = text.split(" ", 3);
          byte[] reason = words[2].getBytes(StandardCharsets.UTF_8);
          ByteBuffer close = ByteBuffer.allocate(2 + reason.length);
          close.putShort(Short.parseShort(words[1])).put(reason);
          send(LAST | CLOSE, close.array());
          wire.untilClosed();
          return false;
        } else {
          send(first, payload);
        }
      }
    }
    return true;
  }

  /** A long frame goes back while it comes. */
  private void echo(int first, long length, byte[] mask) throws IOException {
    wire.send(head(first, length));
    byte[] piece = new byte[1 << 16];
    for (long done = 0; done < length; ) {
      int n = (int) Math.min(piece.length, length - done);
      in.readFully(piece, 0, n);
      unmask(piece, n, mask, done);
      wire.send(n == piece.length ? piece : Arrays.copyOf(piece, n));
      done += n;
    }
  }

  private static void unmask(byte[] payload, int length, byte[] mask, long offset) {
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[(int) ((offset + i) & 3)];
    }
  }

  private void send(int first, byte[] payload) throws IOException {
    wire.send(head(first, payload.length));
    wire.send(payload);
  }

  private static byte[] head(int first, long length) {
    ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
    if (length < 126) {
      head.put((byte) length);
    } else if (length < 1 << 16) {
      head.put((byte) 126).putShort((short) length);
    } else {
      head.put((byte) 127).putLong(length);
    }
    byte[] bytes = new byte[head.position()];
    head.flip().get(bytes);
    return bytes;
  }
}
