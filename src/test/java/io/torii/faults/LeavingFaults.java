package io.torii.faults;

import static io.torii.faults.ClientFault.Reached.ABORTED;
import static io.torii.faults.ClientFault.Reached.WHOLE;
import static io.torii.faults.ClientFault.client;

import io.torii.testkit.Seen;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Clients that go away, or take their time, while a member answers them. */
final class LeavingFaults {

  private static final String GET = "GET @ HTTP/1.1~Host: localhost~~";
  private static final int PIECES = 400;
  private static final byte[] PIECE = new byte[1 << 16];

  private LeavingFaults() {}

  static List<ClientFault> all() {
    return List.of(
        client("resets while the member thinks, and gets much", t -> t.say(GET).asked(1).leave())
            .memberLater(LeavingFaults::much)
            .expect("", ABORTED, 499),
        client("hangs up while the member thinks, and gets much", t -> t.say(GET).asked(1).hangUp())
            .memberLater(LeavingFaults::much)
            .expect("", ABORTED, 200),
        client("resets while the member thinks, and gets events", t -> t.say(GET).asked(1).leave())
            .memberLater(LeavingFaults::events)
            .expect("", ABORTED, 499),
        client(
                "hangs up while the member thinks, and gets events",
                t -> t.say(GET).asked(1).hangUp())
            .memberLater(LeavingFaults::events)
            .expect("", ABORTED, 200),
        client("resets while the member thinks, and gets little", t -> t.say(GET).asked(1).leave())
            .memberLater((request, wire) -> wire.answer(200, Faulty.BODY))
            .expect("", WHOLE, 200),
        client("resets within a download", LeavingFaults::begunThenLeft)
            .member(LeavingFaults::much)
            .expect("", ABORTED, 200),
        client("hangs up within a download", t -> begun(t).hangUp())
            .member(LeavingFaults::much)
            .expect("", ABORTED, 200),
        client("resets within a stream of events", LeavingFaults::begunThenLeft)
            .member(LeavingFaults::events)
            .expect("", ABORTED, 200),
        client("reads slowly", LeavingFaults::slowly)
            .member(LeavingFaults::much)
            .expect("26214400", WHOLE, 200));
  }

  private static void much(Seen request, Wire wire) throws IOException {
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + PIECES * PIECE.length + "\r\n\r\n");
    for (int i = 0; i < PIECES; i++) {
      wire.send(PIECE);
    }
  }

  private static void events(Seen request, Wire wire) throws IOException {
    wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    for (int i = 0; i < PIECES; i++) {
      wire.send("data: " + i + "\n\n");
      wire.pause(Duration.ofMillis(20));
    }
  }

  /** Has the head and the first bytes of the body. */
  private static Dialogue begun(Dialogue torii) throws IOException {
    torii.say(GET).in().readNBytes(500);
    return torii;
  }

  private static String begunThenLeft(Dialogue torii) throws IOException {
    return begun(torii).leave();
  }

  /** Takes a pause before each megabyte, so that all buffers on the way are full. */
  private static String slowly(Dialogue torii) throws IOException {
    torii.say(GET);
    return Integer.toString(torii.heard(Duration.ofMillis(50)).body().length());
  }
}
