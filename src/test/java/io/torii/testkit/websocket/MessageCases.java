package io.torii.testkit.websocket;

import static io.torii.testkit.websocket.EchoEndpoint.Kind.GREETS;
import static io.torii.testkit.websocket.EchoEndpoint.Kind.PARTS;
import static io.torii.testkit.websocket.EchoEndpoint.Kind.WHOLE;
import static io.torii.testkit.websocket.Frames.MIB_16;
import static io.torii.testkit.websocket.Frames.binary;
import static io.torii.testkit.websocket.Frames.bye;
import static io.torii.testkit.websocket.Frames.bytes;
import static io.torii.testkit.websocket.Frames.more;
import static io.torii.testkit.websocket.Frames.ping;
import static io.torii.testkit.websocket.Frames.pong;
import static io.torii.testkit.websocket.Frames.text;
import static io.torii.testkit.websocket.Frames.utf8;

import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Handshakes, and messages of one frame: RFC 6455 §4, §5.2, §5.5.2 and §5.6. */
final class MessageCases {

  /** On both sides of each length that is encoded differently. */
  private static final int[] SIZES = {0, 1, 125, 126, 127, 65_535, 65_536, MIB_16};

  private MessageCases() {}

  static Stream<Case> all() {
    return Stream.of(handshakes(), sizes(), control(), deflated()).flatMap(cases -> cases);
  }

  private static Stream<Case> handshakes() {
    return Stream.of(
        Case.of("no subprotocol", WHOLE, text("hello"), bye())
            .hears("status 101", "text 'hello'", "close 1000 bye", "end"),
        Case.of("a subprotocol", WHOLE, text("hello"), bye())
            .offering("echo.v1")
            .hears("Sec-WebSocket-Protocol: echo.v1", "text 'hello'"),
        Case.of("the server prefers another one", WHOLE, bye())
            .offering("other, echo.v1, echo.v2")
            .hears("Sec-WebSocket-Protocol: echo.v1"),
        Case.of("a version that nobody speaks", WHOLE)
            .speaking(WebSocketVersion.V08)
            .hears("status 426", "Sec-WebSocket-Version: 13"),
        Case.of("the member speaks first", GREETS, text("thanks"), bye())
            .hears("text 'welcome'", "text 'thanks'", "close 1000 bye"));
  }

  private static Stream<Case> sizes() {
    return IntStream.of(SIZES).boxed().flatMap(size -> Stream.concat(whole(size), parts(size)));
  }

  private static Stream<Case> whole(int size) {
    return Stream.of(
        Case.of("text of " + size, WHOLE, text("x".repeat(size)), bye()).hears("close 1000 bye"),
        Case.of("binary of " + size, WHOLE, binary(true, bytes(size)), bye())
            .hears("close 1000 bye"));
  }

  /** The longest is long enough once. */
  private static Stream<Case> parts(int size) {
    return size == MIB_16
        ? Stream.empty()
        : Stream.of(
            Case.of("text of " + size + " in parts", PARTS, text("x".repeat(size)), bye())
                .hears("close 1000 bye"),
            Case.of("binary of " + size + " in parts", PARTS, binary(true, bytes(size)), bye())
                .hears("close 1000 bye"));
  }

  private static Stream<Case> control() {
    return Stream.of(
        Case.of("a ping", WHOLE, ping(utf8("here?")), bye()).hears("pong 'here?'"),
        Case.of("a ping that says nothing", WHOLE, ping(bytes(0)), bye()).hears("pong ''"),
        Case.of("the longest ping", WHOLE, ping(utf8("p".repeat(125))), bye())
            .hears("pong '" + "p".repeat(125) + "'"),
        Case.of("many pings", WHOLE, ping(utf8("1")), ping(utf8("2")), ping(utf8("3")), bye())
            .hears("pong '1'", "pong '2'", "pong '3'"),
        Case.of("a pong that nobody asked for", WHOLE, pong(utf8("so")), bye())
            .hears("text 'pong so'"),
        Case.of("a ping of the member", WHOLE, text("!ping you"), pong(utf8("you")), bye())
            .hears("ping 'you'", "text 'pong you'"));
  }

  private static Stream<Case> deflated() {
    String long1 = "compressible ".repeat(10_000);
    return Stream.of(
        Case.of("deflate", WHOLE, text("hello hello hello"), text("hello again"), bye())
            .deflating()
            .hears("= text 'hello hello hello'", "= text 'hello again'", "close 1000 bye"),
        Case.of("deflate, nothing", WHOLE, text(""), binary(true, bytes(0)), bye())
            .deflating()
            .hears("= text ''", "= binary ''", "close 1000 bye"),
        Case.of("deflate, long", WHOLE, text(long1), binary(true, bytes(MIB_16 / 16)), bye())
            .deflating()
            .hears("close 1000 bye"),
        Case.of(
                "deflate, fragments with a ping between",
                WHOLE,
                text(false, utf8("in ")),
                ping(utf8("between")),
                more(false, utf8("three ")),
                more(true, utf8("pieces")),
                bye())
            .deflating()
            .hears("pong 'between'", "= text 'in three pieces'", "close 1000 bye"));
  }
}
