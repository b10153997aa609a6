package io.torii.faults;

import static io.torii.faults.ClientFault.Reached.PART;
import static io.torii.faults.ClientFault.Reached.WHOLE;
import static io.torii.faults.ClientFault.client;

import java.util.List;

/** Clients whose body is not what its head says, or never comes. */
final class BodyFaults {

  private static final String POST = "POST @ HTTP/1.1~Host: localhost~";
  private static final String LENGTH = POST + "Content-Length: ";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked~~";

  /** More than is read ahead, so that the member is being sent it already. */
  private static final String MUCH = "x".repeat(40_000);

  private static final String MUCH_CHUNKED = CHUNKED + "9c40~" + MUCH;

  private BodyFaults() {}

  static List<ClientFault> all() {
    return List.of(
        // Lengths.
        client("ends before its length", t -> t.say(LENGTH + "9~~abc").endOutput().hear())
            .expect("400", PART, 400),
        client(
                "ends far before its length",
                t -> t.say(LENGTH + "99999~~" + MUCH).endOutput().hear())
            .expect("400", PART, 400),
        client("stalls before its length", LENGTH + "9~~abc").expect("408", PART, 408),
        client("stalls behind its head", LENGTH + "9~~").expect("408", PART, 408),
        client("resets before its length", t -> t.say(LENGTH + "9~~abc").asked(1).leave())
            .expect("", PART, 499),
        client(
                "resets far before its length",
                t -> t.say(LENGTH + "99999~~" + MUCH).asked(1).leave())
            .expect("", PART, 499),
        client("hangs up before its length", t -> t.say(LENGTH + "9~~abc").asked(1).hangUp())
            .expect("", PART, 400),
        client("a length that is negative", LENGTH + "-3~~abc").expect(400),
        client("a length with a sign", LENGTH + "+3~~abc").expect(400),
        client("a length that is empty", LENGTH + "~~").expect(400),
        client("a length beyond all numbers", LENGTH + "99999999999999999999~~abc").expect(400),
        client("two equal lengths", LENGTH + "3~Content-Length: 3~~abc").expect(400),
        client("a list of lengths", LENGTH + "3, 4~~abc").expect(400),
        client("expects a 100 and is silent", LENGTH + "9~Expect: 100-continue~~")
            .expect("408", PART, 408),
        // More than the length: what follows is another request, and a bad one.
        client(
                "rubbish behind its length",
                t -> t.say(LENGTH + "3~~abcdef~~").hear() + " " + t.hear() + " " + t.hear())
            .expect("200 400 closed", WHOLE, 200),
        client(
                "rubbish behind a GET",
                t ->
                    t.say("GET @ HTTP/1.1~Host: localhost~~rubbish~~").hear()
                        + " "
                        + t.hear()
                        + " "
                        + t.hear())
            .expect("200 400 closed", WHOLE, 200),
        client(
                "a length and chunks",
                t ->
                    t.say(LENGTH + "30~Transfer-Encoding: chunked~~3~abc~0~~").hear()
                        + " "
                        + t.hear())
            .expect("200 closed", WHOLE, 200),
        // Chunks.
        client("ends within a chunk", t -> t.say(CHUNKED + "9~abc").endOutput().hear())
            .expect("400", PART, 400),
        client("ends within a large chunk", t -> t.say(MUCH_CHUNKED).endOutput().hear())
            .expect("400", PART, 400),
        client("ends within a chunk's size", t -> t.say(MUCH_CHUNKED + "~1").endOutput().hear())
            .expect("400", PART, 400),
        client("ends before the last chunk", t -> t.say(MUCH_CHUNKED + "~").endOutput().hear())
            .expect("400", PART, 400),
        client("ends behind the last chunk", t -> t.say(MUCH_CHUNKED + "~0~").endOutput().hear())
            .expect("400", PART, 400),
        client("stalls within a chunk", CHUNKED + "9~abc").expect("408", PART, 408),
        client("stalls before the last chunk", MUCH_CHUNKED + "~").expect("408", PART, 408),
        client("stalls within the trailers", MUCH_CHUNKED + "~0~A: b~").expect("408", PART, 408),
        client("resets within a chunk", t -> t.say(MUCH_CHUNKED).asked(1).leave())
            .expect("", PART, 499),
        client("a chunk size that is none", CHUNKED + "zz~abc~0~~").expect(400),
        client("a chunk size that is none, later", MUCH_CHUNKED + "~zz~abc~0~~")
            .expect("400", PART, 400),
        client("a negative chunk size", CHUNKED + "-3~abc~0~~").expect(400),
        client("a chunk size with 0x", CHUNKED + "0x3~abc~0~~").expect(400),
        client("a chunk size beyond all numbers", CHUNKED + "fffffffffffffffff3~abc~0~~")
            .expect(400),
        client("a chunk without a size", CHUNKED + "~abc~0~~").expect(400),
        client("a chunk longer than its size", CHUNKED + "3~abcdef~0~~").expect(400),
        client("an endless chunk extension", CHUNKED + "3;" + "a".repeat(100_000) + "~abc~0~~")
            .expect(400),
        client("endless trailers", CHUNKED + "3~abc~0~" + "A: b~".repeat(20_000) + "~").expect(400),
        client("another coding than chunks", POST + "Transfer-Encoding: gzip~~abc").expect(501),
        client(
                "chunks that are not the last coding",
                POST + "Transfer-Encoding: chunked, gzip~~3~abc~0~~")
            .expect(400),
        client("chunks twice", POST + "Transfer-Encoding: chunked, chunked~~3~abc~0~~").expect(400),
        client("a coding that is misspelt", POST + "Transfer-Encoding: xchunked~~3~abc~0~~")
            .expect(501),
        client("a vertical tab in the coding", POST + "Transfer-Encoding: \u000bchunked~~3~abc~0~~")
            .expect(400));
  }
}
