package io.torii.testkit.websocket;

import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** What a client has observed, an event a line, in its order. Of one thread. */
final class Transcript {

  /** Longer payloads are told by their length and sum. */
  private static final int SHOWN = 130;

  private static final Map<Class<?>, String> OPCODES =
      Map.of(
          TextWebSocketFrame.class, "text",
          BinaryWebSocketFrame.class, "binary",
          ContinuationWebSocketFrame.class, "continuation",
          PingWebSocketFrame.class, "ping",
          PongWebSocketFrame.class, "pong");

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  /**
   * A frame.
   *
   * @param as it came, or behind what an extension has made of it
   */
  void add(String as, WebSocketFrame frame) {
    lines.add(as + described(frame));
  }

  private static String described(WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      return ("close " + close.statusCode() + " " + close.reasonText()).strip();
    }
    byte[] payload = new byte[frame.content().readableBytes()];
    frame.content().getBytes(frame.content().readerIndex(), payload);
    String flags =
        (frame.isFinalFragment() ? "" : "+") + (frame.rsv() == 0 ? "" : " rsv " + frame.rsv());
    return OPCODES.getOrDefault(frame.getClass(), "?") + flags + " " + told(payload);
  }

  private static String told(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    if (payload.length <= SHOWN && text.codePoints().noneMatch(c -> c < ' ' || c == 0xfffd)) {
      return "'" + text + "'";
    }
    CRC32 sum = new CRC32();
    sum.update(payload);
    return payload.length + " bytes " + Long.toHexString(sum.getValue());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
