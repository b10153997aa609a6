package io.torii.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The first message of a client that speaks no TLS newer than some version, byte by byte: Java's
 * own TLS does not offer the old ones any more.
 */
public final class OldClient {

  /** The suites of RFC 8422 and RFC 5246 that go with ECDSA and RSA certificates. */
  private static final int[] SUITES = {0xc02b, 0xc02f, 0xc009, 0xc00a, 0xc013, 0xc014, 0x2f, 0x35};

  private OldClient() {}

  /**
   * What the server of a port of 127.0.0.1 says.
   *
   * @param minor 1 for TLS 1.0, 2 for 1.1, 3 for 1.2
   * @return {@code hello} if it agrees, {@code alert 70} for protocol_version (RFC 8446 §6.2), or
   *     {@code closed}
   */
  public static String answer(int port, String host, int minor) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      byte[] hello = hello(host, minor);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      DataOutputStream framed = new DataOutputStream(message);
      framed.write(new byte[] {22, 3, 1}); // a handshake record
      framed.writeShort(hello.length + 4);
      framed.writeInt(1 << 24 | hello.length); // ClientHello
      framed.write(hello);
      out.write(message.toByteArray());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int type = in.read();
      if (type < 0) {
        return "closed";
      }
      in.readNBytes(4);
      int first = in.readUnsignedByte();
      return type == 22 && first == 2 ? "hello" : "alert " + in.readUnsignedByte();
    }
  }

  private static byte[] hello(String host, int minor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream hello = new DataOutputStream(bytes);
    hello.write(new byte[] {3, (byte) minor});
    hello.write(new byte[32]); // random
    hello.write(0); // no session
    hello.writeShort(SUITES.length * 2);
    for (int suite : SUITES) {
      hello.writeShort(suite);
    }
    hello.write(new byte[] {1, 0}); // no compression
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    hello.writeShort(name.length + 9 + 8 + 6 + (minor == 3 ? 10 : 0));
    hello.writeShort(0); // server_name
    hello.writeShort(name.length + 5);
    hello.writeShort(name.length + 3);
    hello.write(0);
    hello.writeShort(name.length);
    hello.write(name);
    hello.write(new byte[] {0, 10, 0, 4, 0, 2, 0, 23}); // supported_groups: secp256r1
    hello.write(new byte[] {0, 11, 0, 2, 1, 0}); // ec_point_formats: uncompressed
    if (minor == 3) { // signature_algorithms: ECDSA and RSA with SHA-256
      hello.write(new byte[] {0, 13, 0, 6, 0, 4, 4, 3, 4, 1});
    }
    return bytes.toByteArray();
  }
}
