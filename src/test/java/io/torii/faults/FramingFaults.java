package io.torii.faults;

import static io.torii.faults.Ending.CLOSE;
import static io.torii.faults.Ending.OPEN;
import static io.torii.faults.MemberFault.fault;

import java.util.List;

/** Lengths that are wrong, doubled or no numbers, and bytes where there should be none. */
final class FramingFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String LENGTH = "Content-Length: ";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  /** What a client must never be given as the answer to its next request (RFC 9112 §11.1). */
  private static final String SMUGGLED = OK + "Content-Length: 4\r\n\r\nevil";

  private static final Outcome BAD = Outcome.answer(502);
  private static final Outcome CUT = Outcome.cut();
  private static final Outcome WHOLE = Outcome.answer(200);
  private static final Outcome KEPT = WHOLE.keeping();

  private FramingFaults() {}

  /** Its connection stays open after the answer, and the second request tells what became of it. */
  private static MemberFault says(String name, String bytes) {
    return fault(name, bytes, OPEN);
  }

  private static MemberFault length(String name, String value) {
    return says(name, OK + LENGTH + value + "\r\n\r\nabc");
  }

  private static MemberFault chunks(String name, String bytes) {
    return says(name, OK + CHUNKED + "\r\n" + bytes);
  }

  static List<MemberFault> all() {
    return List.of(
        // What is odd, but RFC 9112 §6.3 and §7.1 say how to read it.
        length("an honest length", "3").expect(KEPT, "abc"),
        length("a length with zeros in front", "0003").expect(KEPT, "abc"),
        length("a length twice", "3\r\nContent-Length: 3").expect(KEPT, "abc"),
        length("a list of equal lengths", "3, 3").expect(KEPT, "abc"),
        chunks("chunks with extensions and trailers", "3;a=\"b\"\r\nabc\r\n0;x\r\nA: 1\r\n\r\n")
            .expect(KEPT, "abc"),
        chunks("chunk sizes with zeros in front", "0003\r\nabc\r\n000\r\n\r\n").expect(KEPT, "abc"),
        says(
                "a close is announced and does not come",
                OK + "Connection: close\r\nContent-Length: 3\r\n\r\nabc")
            .expect(WHOLE, "abc"),
        says("an HTTP/1.0 answer", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc")
            .expect(WHOLE, "abc"),
        // Lengths that are none.
        length("a length that is negative", "-3").expect(BAD),
        length("a length with a sign", "+3").expect(BAD),
        length("a length in hexadecimal", "0x3").expect(BAD),
        length("a length with a blank in it", "3 3").expect(BAD),
        length("an empty length", "").expect(BAD),
        length("a length beyond all numbers", "99999999999999999999").expect(BAD),
        length("two lengths", "3\r\nContent-Length: 4").expect(BAD),
        length("a list of lengths", "3, 4").expect(BAD),
        fault("a length of petabytes", OK + LENGTH + "999999999999999999\r\n\r\nabc", CLOSE)
            .expect(CUT, "abc"),
        // Two framings: the chunks count, and nothing behind them can be trusted (§6.1).
        says("a length and chunks", OK + LENGTH + "30\r\n" + CHUNKED + "\r\n3\r\nabc\r\n0\r\n\r\n")
            .expect(WHOLE, "abc"),
        says("chunks and a short length", OK + CHUNKED + LENGTH + "1\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
            .expect(WHOLE, "abc"),
        // Codings that nobody asked for, and that a client would not be told of (§7).
        fault("another coding than chunks", OK + "Transfer-Encoding: gzip\r\n\r\nabc", CLOSE)
            .expect(BAD),
        says("another coding in chunks", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
            .expect(BAD),
        says("chunks twice", OK + CHUNKED + CHUNKED + "\r\n3\r\nabc\r\n0\r\n\r\n").expect(BAD),
        fault(
                "chunks that are not the last coding",
                OK + "Transfer-Encoding: chunked, gzip\r\n\r\nabc",
                CLOSE)
            .expect(BAD),
        // Bytes behind the end: the connection is worth nothing any more.
        says("a body longer than its length", OK + LENGTH + "3\r\n\r\nabcdef").expect(WHOLE, "abc"),
        says("an answer too many", OK + LENGTH + "3\r\n\r\nabc" + SMUGGLED).expect(WHOLE, "abc"),
        chunks("an answer behind the last chunk", "3\r\nabc\r\n0\r\n\r\n" + SMUGGLED)
            .expect(WHOLE, "abc"),
        says("a line end behind the body", OK + LENGTH + "3\r\n\r\nabc\r\n").expect(WHOLE, "abc"),
        // Bodies where there is none.
        says("a length in a 204", "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\n")
            .expect(Outcome.answer(204).keeping()),
        says("a body in a 204", "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\nabc")
            .expect(Outcome.answer(204)),
        says("chunks in a 204", "HTTP/1.1 204 No\r\n" + CHUNKED + "\r\n3\r\nabc\r\n0\r\n\r\n")
            .expect(Outcome.answer(204)),
        says("a body in a 304", "HTTP/1.1 304 No\r\nContent-Length: 3\r\n\r\nabc")
            .expect(Outcome.answer(304)),
        length("a body in the answer to HEAD", "3").by(Ask.of("HEAD")).expect(WHOLE, ""),
        says("an answer behind that to HEAD", OK + LENGTH + "3\r\n\r\n" + SMUGGLED)
            .by(Ask.of("HEAD"))
            .expect(WHOLE, ""),
        // Chunks that are none.
        chunks("a chunk size that is none", "zz\r\nabc\r\n0\r\n\r\n").expect(CUT, ""),
        chunks("a negative chunk size", "-3\r\nabc\r\n0\r\n\r\n").expect(CUT, ""),
        chunks("a chunk size with 0x", "0x3\r\nabc\r\n0\r\n\r\n").expect(CUT, ""),
        chunks("a chunk size beyond all numbers", "fffffffffffffffff3\r\nabc\r\n0\r\n\r\n")
            .expect(CUT, ""),
        chunks("a chunk without a size", "\r\nabc\r\n0\r\n\r\n").expect(CUT, ""),
        chunks("a chunk longer than its size", "3\r\nabcdef\r\n0\r\n\r\n").expect(CUT, "abc"),
        chunks("a chunk shorter than its size", "6\r\nabc\r\n0\r\n\r\nabc").expect(CUT, "abc\r\n0"),
        chunks("no line end in a chunk's extension", "3;a\rb\r\nabc\r\n0\r\n\r\n").expect(CUT, ""),
        chunks("an endless chunk extension", "3;" + "a".repeat(100_000) + "\r\nabc\r\n0\r\n\r\n")
            .expect(CUT, ""),
        chunks("a trailer that is none", "3\r\nabc\r\n0\r\nA b: 1\r\n\r\n").expect(CUT, "abc"),
        chunks("a bare CR in a trailer", "3\r\nabc\r\n0\r\nA: 1\rB: 2\r\n\r\n").expect(CUT, "abc"),
        chunks("a trailer that is too long", "3\r\nabc\r\n0\r\nA: " + "1".repeat(9000) + "\r\n\r\n")
            .expect(CUT, "abc"),
        chunks("endless trailers", "3\r\nabc\r\n0\r\n" + "A: 1\r\n".repeat(20_000) + "\r\n")
            .expect(CUT, "abc"));
  }
}
