package io.torii.faults;

import static io.torii.faults.MemberFault.fault;

import io.torii.testkit.Script;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections that a member closes while they are kept for another request: what is idempotent is
 * sent again, once (RFC 9110 §9.2.2); what is not, only if nothing of it was sent.
 */
final class KeptFaults {

  private static final int SMALL = 64 * 1024;

  /** Asked in vain on the kept connection, and well on the fresh one. */
  private static final Outcome AGAIN = Outcome.answer(200).asked(2).keeping();

  private static final Outcome LOST = Outcome.answer(502);

  /** It was not even tried on a connection that is known to be closed. */
  private static final Outcome UNNOTICED = Outcome.answer(200).keeping();

  private KeptFaults() {}

  static List<MemberFault> all() {
    List<MemberFault> all = new ArrayList<>();
    for (String method : List.of("GET", "HEAD", "OPTIONS", "DELETE", "PUT")) {
      all.add(once("closes on a kept " + method, Ask.of(method), Ending.CLOSE).expect(AGAIN));
      all.add(once("resets on a kept " + method, Ask.of(method), Ending.RESET).expect(AGAIN));
    }
    for (String method : List.of("POST", "PATCH", "FROB")) {
      all.add(once("closes on a kept " + method, Ask.of(method), Ending.CLOSE).expect(LOST));
      all.add(once("resets on a kept " + method, Ask.of(method), Ending.RESET).expect(LOST));
    }
    all.add(
        once("closes on a kept PUT of little", Ask.with("PUT", SMALL), Ending.CLOSE).expect(AGAIN));
    all.add(
        once("closes on kept chunks of little", Ask.with("PUT", 9).inChunks(), Ending.CLOSE)
            .expect(AGAIN));
    all.add(
        once("closes on a kept PUT of much", Ask.with("PUT", SMALL + 1), Ending.CLOSE)
            .expect(LOST));
    all.add(
        once("closes on a kept POST of little", Ask.with("POST", 9), Ending.CLOSE).expect(LOST));
    all.add(
        fault("closes on a kept GET and on the fresh one", "", Ending.CLOSE)
            .onKept()
            .expect(Outcome.brokenOff()));
    for (String method : List.of("GET", "POST", "PATCH")) {
      Ask ask = Ask.with(method, 9);
      all.add(idle("closed an idle connection: " + method, ask, 1, Wire::close));
      all.add(idle("reset an idle connection: " + method, ask, 1, Wire::reset));
      all.add(idle("said 408 on an idle connection: " + method, ask, 1, KeptFaults::late));
    }
    Ask much = Ask.with("PUT", SMALL + 1); // it could not be sent again
    all.add(idle("closed an idle connection: PUT of much", much, 1, Wire::close));
    all.add(idle("sent an answer on an idle connection", Ask.GET, 1, KeptFaults::smuggle));
    all.add(idle("closed all idle connections: POST", Ask.with("POST", 9), 4, Wire::close));
    return all;
  }

  /**
   * Reads the request that comes on a kept connection and goes away, and answers it the next time.
   */
  private static MemberFault once(String name, Ask ask, Ending ending) {
    AtomicInteger times = new AtomicInteger();
    return fault(name)
        .by(ask)
        .onKept()
        .asked(
            (request, wire) -> {
              wire.body(request);
              if (times.getAndIncrement() == 0) {
                ending.end(wire);
              } else {
                wire.answer(200, "");
              }
            });
  }

  /** Does something with each of so many idle connections, just before the request comes. */
  private static MemberFault idle(String name, Ask ask, int connections, Script fate) {
    return fault(name)
        .by(ask)
        .after(
            scene -> {
              for (int i = 0; i < connections; i++) {
                scene.hold();
              }
              scene.over();
              scene.member().toEach(fate);
            })
        .expect(UNNOTICED, Faulty.BODY);
  }

  /** What must not be taken for the answer to the next request (RFC 9112 §11.1). */
  private static void smuggle(Wire wire) throws IOException {
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
  }

  /** As some servers say before they close an idle connection. */
  private static void late(Wire wire) throws IOException {
    wire.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
    wire.close();
  }
}
