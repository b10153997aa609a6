package io.torii.standalone;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line or block that a proxy before us puts in front of a connection to name its client:
 * HAProxy's PROXY protocol, versions 1 and 2. It is read to its last byte and no further.
 */
final class ProxyHeader {

  private static final byte[] VERSION_2 = {
    '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
  };

  /** The longest version 1 line, its end included. */
  private static final int LONGEST_LINE = 107;

  /** More than any address block with its TLVs has. */
  private static final int LONGEST_BLOCK = 4096;

  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;

  private ProxyHeader() {}

  /**
   * The client's address; empty if the proxy speaks for itself, or does not say.
   *
   * @throws ProtocolException if the connection starts with anything else
   * @throws IOException if the connection fails or ends
   */
  static Optional<InetSocketAddress> read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(VERSION_2.length);
    if (Arrays.equals(start, VERSION_2)) {
      return block(new DataInputStream(in));
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("PROXY ")) {
      throw start.length < VERSION_2.length
          ? new EOFException("the connection ended in its PROXY header")
          : new ProtocolException("the connection does not start with a PROXY header");
    }
    StringBuilder line = new StringBuilder(text);
    while (line.length() < LONGEST_LINE && line.lastIndexOf("\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the connection ended in its PROXY header");
      }
      line.append((char) c);
    }
    return line(line.toString());
  }

  private static Optional<InetSocketAddress> line(String line) throws ProtocolException {
    String[] words = line.endsWith("\r\n") ? line.strip().split(" ", -1) : new String[0];
    if (words.length > 1 && words[1].equals("UNKNOWN")) {
      return Optional.empty();
    }
    boolean known =
        words.length == 6
            && ((words[1].equals("TCP4") && words[2].matches("[0-9.]{7,15}"))
                || (words[1].equals("TCP6") && words[2].matches("[0-9A-Fa-f:.]{2,45}")))
            && words[4].matches("[0-9]{1,5}");
    int port = known ? Integer.parseInt(words[4]) : -1;
    InetAddress address = known ? literal(words[2]) : null;
    if (address == null || port > 65535) {
      throw new ProtocolException("the connection starts with a malformed PROXY line");
    }
    return Optional.of(new InetSocketAddress(address, port));
  }

  /** Digits, dots and colons alone: nothing is looked up. */
  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      return null;
    }
  }

  private static Optional<InetSocketAddress> block(DataInputStream in) throws IOException {
    int command = in.readUnsignedByte();
    int family = in.readUnsignedByte();
    int length = in.readUnsignedShort();
    if ((command != 0x20 && command != 0x21) || length > LONGEST_BLOCK) {
      throw new ProtocolException("the connection starts with a malformed PROXY block");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    int size = family == TCP4 ? 4 : family == TCP6 ? 16 : 0;
    if (command == 0x20 || size == 0) { // LOCAL, or a family that names no address
      return Optional.empty();
    }
    if (length < 2 * size + 4) {
      throw new ProtocolException("the connection starts with a PROXY block that is too short");
    }
    InetAddress source = InetAddress.getByAddress(Arrays.copyOf(body, size));
    int port = ((body[2 * size] & 0xff) << 8) | (body[2 * size + 1] & 0xff);
    return Optional.of(new InetSocketAddress(source, port));
  }
}
