package io.torii.home;

import io.torii.testkit.RawClient;
import io.torii.testkit.SoakBody;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A WebSocket through the product (RFC 6455), whose messages must come back as they went. */
final class SoakTunnel {

  private static final int[] SIZES = {1, 125, 126, 5_000, 65_535, 65_536, 200_000};
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;

  private SoakTunnel() {}

  /** Talks a while; ends in order, or just goes away. */
  static SoakClient.Answer talk(int port, String path, String fields, int seed, boolean leave) {
    boolean switched = false;
    try (RawClient client = RawClient.to(port)) {
      client.send(
          "GET %s/ws HTTP/1.1\r\nHost: soak\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n%s"
                  .formatted(path, fields)
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      String head = client.until("\r\n\r\n");
      if (!head.startsWith("HTTP/1.1 101 ")) {
        int status = head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]);
        return new SoakClient.Answer(
            status, "", status == 0 ? SoakClient.Body.NONE : SoakClient.Body.CUT);
      }
      switched = true;
      DataInputStream in = new DataInputStream(client.in());
      for (int i = 0; i < SIZES.length; i++) {
        byte[] message = SoakBody.of(seed + i, SIZES[i]);
        send(client, BINARY, message, seed + i);
        if (leave && i == SIZES.length / 2) {
          client.reset();
          return new SoakClient.Answer(101, "", SoakClient.Body.WHOLE);
        }
        if (!heard(in, BINARY, message)) {
          return new SoakClient.Answer(101, "", SoakClient.Body.WRONG);
        }
      }
      byte[] normal = {3, (byte) 0xe8}; // 1000
      send(client, CLOSE, normal, seed);
      boolean right = heard(in, CLOSE, normal) && in.read() < 0;
      return new SoakClient.Answer(101, "", right ? SoakClient.Body.WHOLE : SoakClient.Body.WRONG);
    } catch (SocketTimeoutException e) {
      return new SoakClient.Answer(switched ? 101 : 0, "", SoakClient.Body.SILENT);
    } catch (IOException e) {
      SoakClient.Body body = switched ? SoakClient.Body.CUT : SoakClient.Body.NONE;
      return new SoakClient.Answer(switched ? 101 : 0, "", body);
    }
  }

  private static void send(RawClient client, int first, byte[] payload, int mask)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] key = ByteBuffer.allocate(4).putInt(mask * 0x9e3779b1).array();
    frame.put(key);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ key[i & 3]));
    }
    client.out().write(frame.array(), 0, frame.position());
  }

  /** False if it is another frame than that. */
  private static boolean heard(DataInputStream in, int first, byte[] payload) throws IOException {
    if (in.readUnsignedByte() != first) {
      return false;
    }
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length != payload.length) {
      return false;
    }
    byte[] got = in.readNBytes(payload.length);
    if (got.length < payload.length) {
      throw new EOFException("within a frame");
    }
    return Arrays.equals(got, payload);
  }
}
