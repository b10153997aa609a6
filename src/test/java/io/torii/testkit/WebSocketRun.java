package io.torii.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Java's own WebSocket client, and what it gets to hear from a {@link WebSocketServer}: every
 * opcode, fragments, sizes around each length that RFC 6455 §5.2 encodes differently, close codes
 * from either side. Two ways to the same server must yield equal runs.
 */
public final class WebSocketRun {

  private static final int MIB_16 = 16 << 20;
  private static final int PATIENCE_SECONDS = 60;
  private static final List<Integer> SIZES = List.of(0, 1, 125, 126, 127, 65_535, 65_536, MIB_16);

  /** Those that Java's client does not keep for itself. */
  private static final List<Integer> CLIENT_CODES = List.of(1000, 1001, 3000, 4000, 4999);

  private static final List<Integer> SERVER_CODES =
      List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 3000, 4999);

  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> transcript = new ArrayList<>();

  private WebSocketRun(URI uri) {
    this.uri = uri;
  }

  /** What was heard, an event a line. */
  public static List<String> against(URI uri) throws Exception {
    WebSocketRun run = new WebSocketRun(uri);
    run.messages();
    for (int code : CLIENT_CODES) {
      run.clientCloses(code);
    }
    for (int code : SERVER_CODES) {
      run.serverCloses(code);
    }
    return run.transcript;
  }

  private void messages() throws Exception {
    Talk talk = open();
    transcript.add("protocol " + talk.socket().getSubprotocol());
    for (String text : List.of("hello", "", "Grüße, 鳥居 \uD83D\uDE00")) {
      talk.socket().sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      transcript.add(talk.heard().next());
    }
    for (int size : SIZES) {
      talk.socket().sendBinary(bytes(size), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      transcript.add(talk.heard().next());
    }
    talk.socket().sendText("x".repeat(MIB_16), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
    talk.socket().sendText("in ", false).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    talk.socket().sendPing(text("between")).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    talk.socket().sendText("three ", false).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    talk.socket().sendText("pieces", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
    transcript.add(talk.heard().next());
    for (int i = 0; i < 4; i++) {
      talk.socket().sendBinary(bytes(70_000), i == 3).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    transcript.add(talk.heard().next());
    talk.socket().sendPong(text("unasked")).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
    talk.socket().sendText("ping now", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
    transcript.add(talk.heard().next()); // that its pong has arrived
    talk.socket().sendClose(1000, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
  }

  private void clientCloses(int code) throws Exception {
    Talk talk = open();
    talk.socket().sendClose(code, "reason " + code).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
  }

  private void serverCloses(int code) throws Exception {
    Talk talk = open();
    talk.socket()
        .sendText("close " + code + " reason " + code, true)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    transcript.add(talk.heard().next());
  }

  private record Talk(WebSocket socket, Heard heard) {}

  private Talk open() throws Exception {
    Heard heard = new Heard();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("echo", "other")
            .buildAsync(uri, heard)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return new Talk(socket, heard);
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    return ByteBuffer.wrap(bytes);
  }

  /** Puts the pieces of a message together: into how many it is cut depends on who reads when. */
  private static final class Heard implements WebSocket.Listener {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final CRC32 binary = new CRC32();
    private long binaryLength;

    String next() throws InterruptedException {
      String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return event == null ? "nothing" : event;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        events.add("text " + (whole.length() < 100 ? whole : whole.length() + " " + hash(whole)));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private static long hash(String whole) {
      CRC32 crc = new CRC32();
      crc.update(whole.getBytes(StandardCharsets.UTF_8));
      return crc.getValue();
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      binaryLength += data.remaining();
      binary.update(data);
      if (last) {
        events.add("binary " + binaryLength + " " + binary.getValue());
        binary.reset();
        binaryLength = 0;
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
      events.add("ping " + StandardCharsets.UTF_8.decode(data));
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
      events.add("pong " + StandardCharsets.UTF_8.decode(data));
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      events.add("close " + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      events.add("error " + error);
    }
  }
}
