package io.torii.faults;

import static io.torii.faults.ClientFault.Reached.NOTHING;
import static io.torii.faults.ClientFault.Reached.WHOLE;
import static io.torii.faults.ClientFault.client;

import java.util.List;

/** Clients that do not get as far as the end of a proper head. */
final class HeadFaults {

  private static final String LINE = "GET @ HTTP/1.1~";
  private static final String HOST = LINE + "Host: localhost~";

  private HeadFaults() {}

  private static ClientFault field(String name, String field) {
    return client(name, HOST + field + "~~");
  }

  static List<ClientFault> all() {
    return List.of(
        // It breaks off, or is silent (RequestReadTimeout).
        client("ends within the request line", t -> t.say("GET @").endOutput().hear())
            .expect("closed", NOTHING, 0),
        client("ends behind the request line", t -> t.say(LINE).endOutput().hear())
            .expect("closed", NOTHING, 0),
        client("ends within a field", t -> t.say(HOST + "A: b").endOutput().hear())
            .expect("closed", NOTHING, 0),
        client("resets within the request line", t -> t.say("GET @").leave())
            .expect("", NOTHING, 0),
        client("resets within a field", t -> t.say(HOST + "A: b").leave()).expect("", NOTHING, 0),
        client("stalls before a request", t -> t.hear()).expect("closed", NOTHING, 0),
        client("stalls within the request line", "GET @").expect("408", NOTHING, 0),
        client("stalls within a field", HOST + "A: b").expect("408", NOTHING, 408),
        client("stalls before the empty line", HOST).expect("408", NOTHING, 408),
        // It ends its half, and still waits for the answer.
        client("half-closes behind its request", t -> t.say(HOST + "~").endOutput().hear())
            .expect("200", WHOLE, 200),
        // What is no request.
        client("speaks HTTP/2 in clear", t -> t.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").hear())
            .expect("closed", NOTHING, 0),
        client("speaks TLS", t -> t.raw("\u0016\3\1\0\5hello\r\n\r\n").hear())
            .expect("400", NOTHING, 0),
        client("speaks HTTP/9.9", "GET @ HTTP/9.9~Host: localhost~~").expect(505),
        client("spells http in small letters", "GET @ http/1.1~Host: localhost~~").expect(400),
        client("a method with a slash", "GE/T @ HTTP/1.1~Host: localhost~~")
            .expect("400", NOTHING, 0),
        client("a control character in the path", "GET @\1 HTTP/1.1~Host: localhost~~")
            .expect("400", NOTHING, 0),
        client("two blanks in the request line", "GET  @ HTTP/1.1~Host: localhost~~")
            .expect("200", WHOLE, 200),
        field("a field without a colon", "no colon").expect(400),
        field("a field without a name", ": x").expect(400),
        field("a NUL in a name", "a\0b: x").expect(400),
        field("a NUL in a value", "a: x\0y").expect(400),
        field("a bare CR in a value", "a: x\ry").expect(400),
        field("a folded line", "a: x~ y").expect("200", WHOLE, 200),
        client("lines that end in LF alone", "GET @ HTTP/1.1\nHost: localhost\n\n")
            .expect("200", WHOLE, 200),
        field("an unknown expectation", "Expect: miracles").expect(417),
        // Too much.
        client(
                "a path that is too long",
                "GET @?" + "a".repeat(9_000) + " HTTP/1.1~Host: localhost~~")
            .expect(414),
        field("a field that is too long", "a: " + "x".repeat(9_000)).expect(400),
        field("too many fields", "a: x~".repeat(150) + "a: x").expect(400),
        field("fields without an end", "a: x~".repeat(30_000) + "a: x").expect(400));
  }

  /**
   * What has to come when all else is over: Tomcat answers the malformed request lines of others
   * without a head, too, as long as its processor has not had a proper request since.
   */
  static ClientFault last() {
    return client("speaks HTTP/0.9, which has no status", "GET @~").expect("closed", NOTHING, 400);
  }
}
