package io.torii.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackException;

/**
 * A client's end of one HTTP/2 connection (RFC 9113) that hides nothing of a stream, one stream
 * after the other. Bodies are shorter than the first window, and blocks of fields than a frame.
 */
public final class Http2Client {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;

  /** SETTINGS_HEADER_TABLE_SIZE where nobody has said anything, in bytes. */
  private static final int TABLE = 4096;

  /** The start of the static table (RFC 7541 appendix A), from number 1. */
  private static final List<String> NUMBERED =
      List.of(":authority", ":method", "", ":path", "", ":scheme");

  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;

  /**
   * What came on a stream.
   *
   * @param head its fields, {@code name: value}, {@code :status} first
   * @param trailers those behind the body
   */
  public record Answer(List<String> head, String body, List<String> trailers) {}

  /** The server gives a stream up. */
  public static final class ResetException extends IOException {

    private static final long serialVersionUID = 1L;

    private ResetException(int code) {
      super("the server resets the stream: " + code);
    }
  }

  private final DataInputStream in;
  private final OutputStream out;
  private final HPackDecoder decoder = new HPackDecoder(TABLE, StandardCharsets.ISO_8859_1);
  private int last = -1;

  Http2Client(InputStream in, OutputStream out) throws IOException {
    this.in = new DataInputStream(in);
    this.out = out;
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /**
   * One request and its answer.
   *
   * @param head its fields, {@code name: value}, those of HTTP/2 first
   * @param trailers those behind the body; none ends the stream with the body
   * @throws IOException if the stream is reset or the connection ends
   */
  public Answer ask(List<String> head, String body, List<String> trailers) throws IOException {
    last += 2;
    boolean empty = body.isEmpty() && trailers.isEmpty();
    frame(HEADERS, END_HEADERS | (empty ? END_STREAM : 0), last, block(head));
    if (!body.isEmpty()) {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      frame(DATA, trailers.isEmpty() ? END_STREAM : 0, last, bytes);
    }
    if (!trailers.isEmpty()) {
      frame(HEADERS, END_HEADERS | END_STREAM, last, block(trailers));
    }
    try {
      return answer();
    } catch (EOFException e) {
      throw new IOException("the server ends the connection", e);
    }
  }

  private Answer answer() throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    boolean ended = false;
    while (true) {
      int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt() & Integer.MAX_VALUE;
      byte[] payload = in.readNBytes(length);
      if (payload.length < length || type == GOAWAY) {
        throw new EOFException();
      }
      boolean ours = stream == last;
      switch (type) {
        case SETTINGS, PING -> {
          if ((flags & ACK) == 0) {
            frame(type, ACK, 0, type == PING ? payload : new byte[0]);
          }
        }
        case DATA -> body.writeBytes(content(payload, flags));
        case HEADERS, CONTINUATION -> {
          block.writeBytes(type == HEADERS ? content(payload, flags) : payload);
          if ((flags & END_HEADERS) != 0) {
            blocks.add(fields(block.toByteArray()));
            block.reset();
          }
        }
        case RST_STREAM -> {
          if (ours) {
            throw new ResetException(payload[3]);
          }
        }
        default -> {} // windows, priorities
      }
      ended |= ours && (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
      if (ended && block.size() == 0) {
        return new Answer(
            blocks.get(0),
            body.toString(StandardCharsets.ISO_8859_1),
            blocks.size() == 1 ? List.of() : blocks.get(blocks.size() - 1));
      }
    }
  }

  private static byte[] content(byte[] payload, int flags) {
    ByteBuffer left = ByteBuffer.wrap(payload);
    if ((flags & PADDED) != 0) {
      int padding = left.get() & 0xff;
      left.limit(left.limit() - padding);
    }
    if ((flags & PRIORITY) != 0) {
      left.position(left.position() + 5);
    }
    byte[] content = new byte[left.remaining()];
    left.get(content);
    return content;
  }

  private List<String> fields(byte[] block) throws IOException {
    try {
      List<String> fields = new ArrayList<>();
      for (Header field : decoder.decodeHeaders(ByteBuffer.wrap(block))) {
        fields.add(field.getName() + ": " + field.getValue());
      }
      return fields;
    } catch (HPackException e) {
      throw new IOException(e);
    }
  }

  /**
   * Each field as a literal that is not indexed (RFC 7541 §6.2.2); those of HTTP/2 itself by the
   * number of their name, as some servers take them in no other form.
   */
  private static byte[] block(List<String> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String field : fields) {
      int colon = field.indexOf(": ", 1);
      String name = field.substring(0, colon);
      block.write(NUMBERED.indexOf(name) + 1);
      if (!NUMBERED.contains(name)) {
        literal(name, block);
      }
      literal(field.substring(colon + 2), block);
    }
    return block.toByteArray();
  }

  private static void literal(String text, ByteArrayOutputStream to) {
    if (text.length() >= 127) {
      throw new IllegalArgumentException("a length of one byte is all that this client knows");
    }
    to.write(text.length());
    to.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
    out.flush();
  }
}
