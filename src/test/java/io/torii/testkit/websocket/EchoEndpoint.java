package io.torii.testkit.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sends back what it gets, a pong as a text. A whole text may be a command: {@code !ping X} makes
 * it ping, {@code !close 1234 X} close and {@code !count N} send N numbers, a fragment each.
 */
public final class EchoEndpoint extends Endpoint {

  /** How it answers, by path. */
  enum Kind {
    /** A message, when it is complete. */
    WHOLE,

    /** Each part, when it is there. */
    PARTS,

    /** As {@link #WHOLE}, and says something before it is asked. */
    GREETS;

    String path() {
      return "/" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  /** A unit of work that sends. */
  @FunctionalInterface
  private interface Sending {
    void run() throws IOException;
  }

  private static void now(Sending sending) {
    try {
      sending.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(60_000);
    String path = ((ServerEndpointConfig) config).getPath();
    if (path.equals(Kind.PARTS.path())) {
      session.addMessageHandler(
          String.class, (part, last) -> now(() -> session.getBasicRemote().sendText(part, last)));
      session.addMessageHandler(
          ByteBuffer.class,
          (part, last) -> now(() -> session.getBasicRemote().sendBinary(part, last)));
    } else {
      session.addMessageHandler(String.class, (part, last) -> now(() -> add(session, part, last)));
      session.addMessageHandler(byte[].class, (part, last) -> now(() -> add(session, part, last)));
    }
    session.addMessageHandler(
        PongMessage.class, pong -> now(() -> session.getBasicRemote().sendText(said(pong))));
    if (path.equals(Kind.GREETS.path())) {
      now(() -> session.getBasicRemote().sendText("welcome"));
    }
  }

  private static String said(PongMessage pong) {
    return "pong " + StandardCharsets.UTF_8.decode(pong.getApplicationData());
  }

  private void add(Session session, String part, boolean last) throws IOException {
    text.append(part);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      if (whole.startsWith("!")) {
        obey(session, whole.split(" ", 3));
      } else {
        session.getBasicRemote().sendText(whole);
      }
    }
  }

  private void add(Session session, byte[] part, boolean last) throws IOException {
    binary.write(part);
    if (last) {
      ByteBuffer whole = ByteBuffer.wrap(binary.toByteArray());
      binary.reset();
      session.getBasicRemote().sendBinary(whole);
    }
  }

  private static void obey(Session session, String[] words) throws IOException {
    switch (words[0]) {
      case "!ping" ->
          session
              .getBasicRemote()
              .sendPing(ByteBuffer.wrap(words[1].getBytes(StandardCharsets.UTF_8)));
      case "!close" -> {
        int code = Integer.parseInt(words[1]);
        CloseCode any = () -> code;
        session.close(new CloseReason(any, words.length > 2 ? words[2] : ""));
      }
      case "!count" -> {
        int most = Integer.parseInt(words[1]);
        for (int i = 1; i <= most; i++) {
          session.getBasicRemote().sendText(i + ",", i == most);
        }
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }
}
