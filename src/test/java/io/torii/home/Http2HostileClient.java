package io.torii.home;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.torii.testkit.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client of HTTP/2 that knows what is asked for beforehand (RFC 9113 §3.3), and writes whatever
 * it is told to into its frames, which no library would.
 */
final class Http2HostileClient {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int STREAM = 1;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GO_AWAY = 7;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private final RawClient client;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final StringBuilder body = new StringBuilder();
  private String status = "";

  private Http2HostileClient(RawClient client) throws IOException {
    this.client = client;
    this.in = new DataInputStream(client.in());
  }

  /**
   * What came of a request: {@link Limit#PASSES}, a status, {@code reset} or {@code closed}.
   *
   * @throws IOException if neither an answer comes nor an end
   */
  static String ask(int port, Http2Fields request) throws IOException {
    try (RawClient client = RawClient.to(port)) {
      client.patience(PATIENCE);
      client.send(PREFACE);
      Http2HostileClient http2 = new Http2HostileClient(client);
      http2.frame(SETTINGS, 0, 0, new byte[0]);
      http2.send(request);
      return http2.outcome();
    }
  }

  private void send(Http2Fields request) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Http2Fields.Field field : request.fields()) {
      block.write(0); // RFC 7541 §6.2.2: a literal, its name too, not indexed
      literal(block, field.name());
      literal(block, field.value());
    }
    boolean bare = request.data().isEmpty();
    frame(HEADERS, bare ? END_HEADERS | END_STREAM : END_HEADERS, STREAM, block.toByteArray());
    if (!bare) {
      frame(DATA, END_STREAM, STREAM, request.data().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** RFC 7541 §5.2, without Huffman's code. */
  private static void literal(ByteArrayOutputStream block, String text) {
    int length = text.length();
    if (length < 0x7f) {
      block.write(length);
    } else {
      block.write(0x7f);
      int rest = length - 0x7f;
      for (; rest > 0x7f; rest >>>= 7) {
        block.write(0x80 | (rest & 0x7f));
      }
      block.write(rest);
    }
    block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** RFC 9113 §4.1. */
  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    byte[] frame = new byte[9 + payload.length];
    frame[0] = (byte) (payload.length >>> 16);
    frame[1] = (byte) (payload.length >>> 8);
    frame[2] = (byte) payload.length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    frame[8] = (byte) stream;
    System.arraycopy(payload, 0, frame, 9, payload.length);
    client.out().write(frame);
  }

  private String outcome() throws IOException {
    try {
      while (true) {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        if (type == GO_AWAY) {
          return "closed";
        } else if (type == SETTINGS && flags != ACK) {
          frame(SETTINGS, ACK, 0, new byte[0]);
        } else if (stream == STREAM && (type == RESET || took(type, flags, payload))) {
          return type == RESET && status.isEmpty() ? "reset" : said();
        }
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("neither an answer nor an end", e);
    } catch (IOException e) {
      return "closed";
    }
  }

  /** True at the end of the answer. */
  private boolean took(int type, int flags, byte[] payload) throws IOException {
    if (type == HEADERS) {
      ByteBuf block = Unpooled.wrappedBuffer(payload);
      try {
        Http2Headers headers = decoder.decodeHeaders(STREAM, block);
        boolean members = headers.contains("x-member");
        status = members ? Limit.PASSES : String.valueOf(headers.status());
      } catch (Http2Exception e) {
        throw new IOException(e);
      } finally {
        block.release();
      }
    } else if (type == DATA) {
      body.append(new String(payload, StandardCharsets.ISO_8859_1));
    }
    return (flags & END_STREAM) != 0;
  }

  private String said() {
    return status + (body.indexOf("<small>Request ") >= 0 ? " (Torii)" : "");
  }
}
