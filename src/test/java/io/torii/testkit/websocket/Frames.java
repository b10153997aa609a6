package io.torii.testkit.websocket;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.torii.testkit.websocket.Case.Sent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames to send. */
final class Frames {

  static final int MIB_16 = 16 << 20;

  private Frames() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    return bytes;
  }

  static Sent text(String whole) {
    return text(true, utf8(whole));
  }

  static Sent text(boolean last, byte[] payload) {
    return () -> new TextWebSocketFrame(last, 0, Unpooled.wrappedBuffer(payload));
  }

  static Sent binary(boolean last, byte[] payload) {
    return () -> new BinaryWebSocketFrame(last, 0, Unpooled.wrappedBuffer(payload));
  }

  static Sent more(boolean last, byte[] payload) {
    return () -> new ContinuationWebSocketFrame(last, 0, Unpooled.wrappedBuffer(payload));
  }

  static Sent ping(byte[] payload) {
    return () -> new PingWebSocketFrame(Unpooled.wrappedBuffer(payload));
  }

  static Sent pong(byte[] payload) {
    return () -> new PongWebSocketFrame(Unpooled.wrappedBuffer(payload));
  }

  /** The client says farewell. */
  static Sent bye() {
    return close(1000, utf8("bye"));
  }

  /** Any code, and any bytes behind it. */
  static Sent close(int code, byte[] reason) {
    return closeWith(
        ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
  }

  static Sent closeWith(byte[] body) {
    return () -> new CloseWebSocketFrame(true, 0, Unpooled.wrappedBuffer(body));
  }

  /** Bytes as they are, which need be no frame. */
  static Sent raw(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return () -> Unpooled.wrappedBuffer(all);
  }

  /** One text, cut into pieces of so many bytes, wherever characters end. */
  static List<Sent> cut(String whole, int piece) {
    byte[] all = utf8(whole);
    List<Sent> frames = new ArrayList<>();
    for (int from = 0; from < all.length; from += piece) {
      int to = Math.min(all.length, from + piece);
      byte[] part = Arrays.copyOfRange(all, from, to);
      frames.add(from == 0 ? text(to == all.length, part) : more(to == all.length, part));
    }
    return frames;
  }

  /** The frames, and a farewell behind them. */
  static List<Sent> andBye(List<Sent> frames) {
    List<Sent> all = new ArrayList<>(frames);
    all.add(bye());
    return all;
  }
}
