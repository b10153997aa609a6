package io.torii.testkit.websocket;

import static io.torii.testkit.websocket.EchoEndpoint.Kind.PARTS;
import static io.torii.testkit.websocket.EchoEndpoint.Kind.WHOLE;
import static io.torii.testkit.websocket.Frames.andBye;
import static io.torii.testkit.websocket.Frames.binary;
import static io.torii.testkit.websocket.Frames.bye;
import static io.torii.testkit.websocket.Frames.bytes;
import static io.torii.testkit.websocket.Frames.cut;
import static io.torii.testkit.websocket.Frames.more;
import static io.torii.testkit.websocket.Frames.ping;
import static io.torii.testkit.websocket.Frames.text;
import static io.torii.testkit.websocket.Frames.utf8;

import io.torii.testkit.websocket.Case.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Messages of several frames: RFC 6455 §5.4, and text that is cut within its characters, §8.1. */
final class FragmentCases {

  /** One, two, three and four bytes a character; the last ones on both sides of surrogates. */
  private static final String CHARACTERS =
      "a\u007f\u0080é\u07ff\u0800鳥居\ud7ff\ue000\ufffd\uffff\ud83d\ude00\udbff\udfff.";

  private FragmentCases() {}

  static Stream<Case> all() {
    return Stream.concat(fragments(), characters());
  }

  private static Stream<Case> fragments() {
    byte[] some = bytes(70_000);
    return Stream.of(
        Case.of("a thousand fragments", WHOLE, andBye(cut("0123456789".repeat(100), 1)))
            .hears("close 1000 bye"),
        Case.of("a thousand fragments as they come", PARTS, andBye(cut("x".repeat(999), 1)))
            .hears("text+ 'x'", "continuation+ 'x'", "continuation 'x'", "close 1000 bye"),
        Case.of(
                "empty fragments",
                PARTS,
                text(false, bytes(0)),
                more(false, bytes(0)),
                more(false, utf8("x")),
                more(true, bytes(0)),
                text("next"),
                bye())
            .hears("text 'next'", "close 1000 bye"),
        Case.of(
                "pings between fragments",
                WHOLE,
                text(false, utf8("in ")),
                ping(utf8("1")),
                more(false, utf8("three ")),
                ping(utf8("2")),
                ping(utf8("3")),
                more(true, utf8("pieces")),
                bye())
            .hears("pong '1'", "pong '2'", "pong '3'", "text 'in three pieces'"),
        Case.of(
                "pings between fragments as they come",
                PARTS,
                binary(false, utf8("in ")),
                ping(utf8("1")),
                more(true, utf8("two")),
                bye())
            .hears("binary+ 'in '", "pong '1'", "continuation 'two'"),
        Case.of(
                "large fragments",
                WHOLE,
                binary(false, some),
                more(false, some),
                more(false, some),
                more(true, some),
                bye())
            .hears("close 1000 bye"),
        Case.of("fragments of the member", WHOLE, text("!count 1000"), bye())
            .hears("text+ '1,'", "continuation+ '999,'", "continuation '1000,'"),
        Case.of("many messages", WHOLE, andBye(messages(500)))
            .hears("text 'message 499'", "close 1000 bye"),
        Case.of("a close between fragments", WHOLE, text(false, utf8("half")), bye())
            .hears("close 1000 bye"));
  }

  private static List<Sent> messages(int many) {
    List<Sent> frames = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      frames.add(text("message " + i));
    }
    return frames;
  }

  private static Stream<Case> characters() {
    return Stream.of(1, 2, 3, 5)
        .flatMap(
            piece ->
                Stream.of(
                    Case.of(
                            "characters in pieces of " + piece,
                            WHOLE,
                            andBye(cut(CHARACTERS, piece)))
                        .hears("close 1000 bye"),
                    Case.of(
                            "characters in pieces of " + piece + " as they come",
                            PARTS,
                            andBye(cut(CHARACTERS, piece)))
                        .hears("close 1000 bye")));
  }
}
