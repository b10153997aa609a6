package io.torii.testkit.websocket;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A case of RFC 6455: what a client sends to an {@link EchoMember}, and what it must hear of it at
 * least. All that it hears must be the same by every way to the member.
 */
final class Case {

  /** A frame, or bytes; made anew each time, for it is used up. */
  @FunctionalInterface
  interface Sent {
    Object made();
  }

  private final String name;
  private final String path;
  private final List<Sent> sent;
  private final List<String> heard = new ArrayList<>();
  private WebSocketVersion version = WebSocketVersion.V13;
  private @Nullable String protocols;
  private boolean deflate;
  private boolean memberCloses;

  private Case(String name, String path, List<Sent> sent) {
    this.name = name;
    this.path = path.substring(1);
    this.sent = sent;
  }

  static Case of(String name, EchoEndpoint.Kind kind, Sent... sent) {
    return new Case(name, kind.path(), List.of(sent));
  }

  static Case of(String name, EchoEndpoint.Kind kind, List<Sent> sent) {
    return new Case(name, kind.path(), List.copyOf(sent));
  }

  /** Lines that the transcript has in it, whichever way; with a star, those that begin so. */
  Case hears(String... lines) {
    heard.addAll(List.of(lines));
    return this;
  }

  Case offering(String names) {
    protocols = names;
    return this;
  }

  Case speaking(WebSocketVersion other) {
    version = other;
    return this;
  }

  /** Offers permessage-deflate (RFC 7692). */
  Case deflating() {
    deflate = true;
    return this;
  }

  /** The member closes its connection by itself: whoever answered then might lose its words. */
  Case closedByTheMember() {
    memberCloses = true;
    return this;
  }

  /** What a client observes there, an event a line. */
  List<String> against(URI base, @Nullable SSLContext tls) throws Exception {
    return FrameClient.play(this, base.resolve(path), tls);
  }

  /** Fails if a transcript lacks a line without which it says nothing about the case. */
  void check(List<String> transcript) {
    for (String line : heard) {
      boolean begins = line.endsWith("*");
      String text = begins ? line.substring(0, line.length() - 1) : line;
      if (transcript.stream().noneMatch(begins ? said -> said.startsWith(text) : text::equals)) {
        throw new AssertionError("no '" + line + "' in " + transcript);
      }
    }
  }

  List<Sent> sent() {
    return sent;
  }

  boolean deflate() {
    return deflate;
  }

  boolean answersClose() {
    return !memberCloses;
  }

  WebSocketClientHandshaker handshaker(URI at, int longest) {
    return WebSocketClientHandshakerFactory.newHandshaker(
        at, version, protocols, deflate, new DefaultHttpHeaders(), longest);
  }

  @Override
  public String toString() {
    return name;
  }
}
