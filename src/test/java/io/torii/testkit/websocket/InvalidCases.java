package io.torii.testkit.websocket;

import static io.torii.testkit.websocket.EchoEndpoint.Kind.WHOLE;
import static io.torii.testkit.websocket.Frames.bytes;
import static io.torii.testkit.websocket.Frames.close;
import static io.torii.testkit.websocket.Frames.closeWith;
import static io.torii.testkit.websocket.Frames.more;
import static io.torii.testkit.websocket.Frames.raw;
import static io.torii.testkit.websocket.Frames.text;
import static io.torii.testkit.websocket.Frames.utf8;

import io.torii.testkit.websocket.Case.Sent;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What no client may send, and what the member does about it (RFC 6455 §5.1, §5.2, §5.5, §7.4,
 * §8.1): a proxy has no part in it.
 */
final class InvalidCases {

  /** A mask that changes nothing. */
  private static final int[] MASK = {0, 0, 0, 0};

  private static final int[] RESERVED_OPCODES = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15};
  private static final int[] FORBIDDEN_CODES = {
    0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_535
  };

  private static final byte[][] NOT_UTF_8 = {
    {(byte) 0xff},
    {(byte) 0xc0, (byte) 0xaf}, // a longer form than needed
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // a surrogate
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // above U+10FFFF
    {(byte) 0x80}, // goes on with nothing
    {'a', (byte) 0xe9, 'b'} // ISO 8859-1
  };

  private InvalidCases() {}

  static Stream<Case> all() {
    return Stream.of(opcodes(), flags(), lengths(), order(), codes(), characters())
        .flatMap(cases -> cases);
  }

  private static Case refused(String name, int code, Sent... sent) {
    return Case.of(name, WHOLE, sent).closedByTheMember().hears(line(code), "end");
  }

  /** A reason is the member's own. */
  private static String line(int code) {
    return "close " + code + " *";
  }

  private static int[] frame(int first, int second) {
    return IntStream.concat(IntStream.of(first, second), IntStream.of(MASK)).toArray();
  }

  private static Stream<Case> opcodes() {
    return IntStream.of(RESERVED_OPCODES)
        .mapToObj(code -> refused("opcode " + code, 1002, raw(frame(0x80 | code, 0x80))));
  }

  private static Stream<Case> flags() {
    return Stream.of(
        refused("not masked", 1002, raw(0x81, 0x02, 'h', 'i')),
        refused("a ping that is not masked", 1002, raw(0x89, 0x00)),
        refused("RSV1 without an extension", 1002, raw(frame(0xc1, 0x80))),
        refused("RSV2", 1002, raw(frame(0xa1, 0x80))),
        refused("RSV3", 1002, raw(frame(0x91, 0x80))),
        refused("RSV1 of a ping", 1002, raw(frame(0xc9, 0x80))));
  }

  private static Stream<Case> lengths() {
    int[] tooLong = {0x89, 0xfe, 0, 126, 0, 0, 0, 0};
    return Stream.of(
        refused("a ping of 126 bytes", 1002, raw(tooLong)),
        refused("a ping in fragments", 1002, raw(frame(0x09, 0x80))),
        refused("a close in fragments", 1002, raw(frame(0x08, 0x80))));
  }

  private static Stream<Case> order() {
    return Stream.of(
        refused("a continuation of nothing", 1002, more(true, utf8("x"))),
        refused("a message within another", 1002, text(false, utf8("a")), text("b")));
  }

  private static Stream<Case> codes() {
    return Stream.concat(
        IntStream.of(FORBIDDEN_CODES)
            .mapToObj(
                code ->
                    Case.of("code " + code, WHOLE, close(code, bytes(0)))
                        .closedByTheMember()
                        .hears("end")),
        Stream.of(
            Case.of("half a code", WHOLE, closeWith(bytes(1))).closedByTheMember().hears("end"),
            Case.of("a reason that is no text", WHOLE, close(1000, NOT_UTF_8[0]))
                .closedByTheMember()
                .hears("end")));
  }

  private static Stream<Case> characters() {
    Stream<Case> wrong =
        IntStream.range(0, NOT_UTF_8.length)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        refused("no text, " + i, 1007, text(true, NOT_UTF_8[i])),
                        refused(
                            "no text in the second fragment, " + i,
                            1007,
                            text(false, utf8("good ")),
                            more(true, NOT_UTF_8[i]))));
    byte[] half = {(byte) 0xe2, (byte) 0x82};
    return Stream.concat(
        wrong,
        Stream.of(
            refused("half a character", 1007, text(true, half)),
            refused(
                "half a character at the end", 1007, text(false, utf8("é")), more(true, half))));
  }
}
