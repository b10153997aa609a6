package io.torii.faults;

import static io.torii.faults.Ending.CLOSE;
import static io.torii.faults.Ending.OPEN;
import static io.torii.faults.Ending.RESET;
import static io.torii.faults.MemberFault.fault;

import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import java.util.List;

/** Members whose TLS fails, and plain ones taken for TLS or the other way round. */
final class TlsFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  /** As in httpd: 500, the member is blamed, and no other one is asked. */
  private static final Outcome NO_HANDSHAKE = Outcome.answer(500).asked(0).blaming();

  private static final Outcome CUT = Outcome.cut();
  private static final Outcome WHOLE = Outcome.answer(200);

  private TlsFaults() {}

  /**
   * All of them.
   *
   * @param known the certificate that Torii trusts
   */
  static List<MemberFault> all(TestTls known) {
    String open = OK + "\r\nabc"; // a body that the end of the connection ends
    String length = OK + "Content-Length: 3\r\n\r\nabc";
    return List.of(
        hello("speaks plain HTTP where TLS is meant", "HTTP/1.1 400 Bad\r\n\r\n", CLOSE),
        hello("answers the handshake with rubbish", "rubbish".repeat(100), OPEN),
        hello(
            "answers the handshake with a broken record",
            "\u0016\3\3@\0" + "x".repeat(0x4000),
            OPEN),
        hello("answers the handshake with an alert", "\u0015\3\3\0\2\2\50", CLOSE),
        hello("closes within the handshake", "", CLOSE),
        hello("resets within the handshake", "", RESET),
        hello("stalls within the handshake", "", OPEN).timed(),
        hello("stalls within a record of the handshake", "\u0016\3\3\0\100ab", OPEN).timed(),
        fault("closes before the handshake")
            .https()
            .accepting(wire -> wire.close())
            .expect(NO_HANDSHAKE),
        fault("shows a certificate that nobody trusts")
            .https()
            .tls(TestTls.forName("127.0.0.1"))
            .expect(NO_HANDSHAKE),
        fault("shows a certificate for another name")
            .https()
            .tls(TestTls.forName("other.example"))
            .expect(NO_HANDSHAKE),
        fault("speaks TLS where plain HTTP is meant")
            .tls(known)
            .forGood()
            .expect(Outcome.answer(502).asked(0)),
        // Behind the handshake.
        secure("TLS and an honest answer", length, OPEN, known).expect(WHOLE.keeping(), "abc"),
        secure("closes before its answer in TLS", "", CLOSE, known).expect(Outcome.brokenOff()),
        secure("resets before its answer in TLS", "", RESET, known).expect(Outcome.brokenOff()),
        secure("stalls before its answer in TLS", "", OPEN, known)
            .timed()
            .with("timeout=3")
            .expect(Outcome.late()),
        secure("closes within a body in TLS", OK + "Content-Length: 9\r\n\r\nabc", CLOSE, known)
            .expect(CUT, "abc"),
        secure("stalls within a body in TLS", OK + "Content-Length: 9\r\n\r\nabc", OPEN, known)
            .timed()
            .with("timeout=3")
            .expect(CUT, "abc"),
        secure("ends a body by close_notify", open, CLOSE, known).expect(WHOLE, "abc"),
        dropped("ends a body without close_notify", open, known).expect(CUT, "abc"),
        dropped("closes without close_notify behind a whole body", length, known)
            .expect(WHOLE, "abc"),
        secure("sends an answer too many in TLS", length + length, OPEN, known)
            .expect(WHOLE, "abc"));
  }

  private static MemberFault hello(String name, String bytes, Ending ending) {
    Script script =
        wire -> {
          wire.in().read();
          wire.send(bytes);
          ending.end(wire);
          wire.untilClosed();
        };
    return fault(name).https().accepting(script).expect(NO_HANDSHAKE);
  }

  private static MemberFault secure(String name, String bytes, Ending ending, TestTls known) {
    return fault(name, bytes, ending).https().tls(known);
  }

  /** As an attacker would end the stream, who cannot say so within TLS (RFC 9112 §9.8). */
  private static MemberFault dropped(String name, String bytes, TestTls known) {
    return fault(name)
        .https()
        .tls(known)
        .asked(
            (request, wire) -> {
              wire.send(bytes);
              wire.drop();
            });
  }
}
