package io.torii.testkit.websocket;

import static io.torii.testkit.websocket.EchoEndpoint.Kind.WHOLE;
import static io.torii.testkit.websocket.Frames.bytes;
import static io.torii.testkit.websocket.Frames.close;
import static io.torii.testkit.websocket.Frames.closeWith;
import static io.torii.testkit.websocket.Frames.text;
import static io.torii.testkit.websocket.Frames.utf8;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who closes, with which code: RFC 6455 §5.5.1, §7.1 and §7.4. */
final class CloseCases {

  /** Those that may be sent; the last ones belong to libraries and applications. */
  private static final int[] CODES = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
  };

  private CloseCases() {}

  static Stream<Case> all() {
    return Stream.of(IntStream.of(CODES).boxed().flatMap(CloseCases::of), others())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> of(int code) {
    return Stream.of(
        Case.of("client: " + code, WHOLE, close(code, utf8("because " + code))).hears("end"),
        Case.of("client: " + code + " alone", WHOLE, close(code, bytes(0))).hears("end"),
        Case.of("member: " + code, WHOLE, text("!close " + code + " because"))
            .hears("close " + code + " because", "end"),
        Case.of("member: " + code + " alone", WHOLE, text("!close " + code))
            .hears("close " + code, "end"));
  }

  private static Stream<Case> others() {
    String longest = "r".repeat(123);
    return Stream.of(
        Case.of("client: no code", WHOLE, closeWith(bytes(0))).hears("end"),
        Case.of("client: longest reason", WHOLE, close(1000, utf8(longest)))
            .hears("close 1000 " + longest, "end"),
        Case.of("member: longest reason", WHOLE, text("!close 1000 " + longest))
            .hears("close 1000 " + longest, "end"),
        Case.of("client: reason in any script", WHOLE, close(4321, utf8("鳥居 \ud83d\ude00")))
            .hears("close 4321 鳥居 \ud83d\ude00", "end"),
        Case.of("member: reason in any script", WHOLE, text("!close 4321 鳥居"))
            .hears("close 4321 鳥居", "end"),
        Case.of("client: behind a message", WHOLE, text("last"), close(1001, bytes(0)))
            .hears("text 'last'", "end"));
  }
}
