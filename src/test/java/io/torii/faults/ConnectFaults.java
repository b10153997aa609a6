package io.torii.faults;

import static io.torii.faults.Ending.CLOSE;
import static io.torii.faults.Ending.RESET;
import static io.torii.faults.MemberFault.fault;

import io.torii.testkit.FullPort;
import io.torii.testkit.Script;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Members that cannot be reached, or that go away before they have read the request. */
final class ConnectFaults {

  private static final Outcome SAVED = Outcome.saved();
  private static final Outcome BROKEN_OFF = Outcome.brokenOff();

  /** Its head never came whole, so it was never seen to be asked. */
  private static final Outcome UNSEEN = BROKEN_OFF.asked(0);

  private static final Ask POST = Ask.with("POST", 4);

  private ConnectFaults() {}

  static List<MemberFault> all() {
    return List.of(
        // Nobody is there: any request may go to another member, for this one never had it.
        fault("refuses").at(ConnectFaults::refusing).expect(SAVED),
        fault("refuses a POST").at(ConnectFaults::refusing).by(POST).expect(SAVED),
        fault("refuses a large POST")
            .at(ConnectFaults::refusing)
            .by(Ask.with("POST", 1 << 20))
            .expect(SAVED),
        fault("two of three refuse").at(ConnectFaults::refusing).times(2).expect(SAVED),
        fault("lets nobody in")
            .at(ConnectFaults::full)
            .with("connectiontimeout=300ms")
            .expect(SAVED),
        fault("lets no POST in")
            .at(ConnectFaults::full)
            .with("connectiontimeout=300ms")
            .by(POST)
            .expect(SAVED),
        // It takes connections and drops them: nobody is there any more, if it was a GET.
        fault("closes on accept").accepting(Wire::close).expect(SAVED),
        fault("resets on accept").accepting(Wire::reset).expect(SAVED),
        fault("two of three reset on accept").accepting(Wire::reset).times(2).expect(SAVED),
        // It takes connections and drops them with a request on them.
        fault("closes before the request is read").accepting(peek(CLOSE)).expect(UNSEEN),
        fault("resets before the request is read").accepting(peek(RESET)).expect(UNSEEN),
        fault("resets before a POST is read").accepting(peek(RESET)).by(POST).expect(UNSEEN),
        fault("closes within the request's head").accepting(read(20, CLOSE)).expect(UNSEEN),
        fault("resets within the request's head").accepting(read(20, RESET)).expect(UNSEEN),
        fault("never reads").deaf().timed().expect(Outcome.late().asked(0)),
        // It answers before it is asked.
        fault("answers and closes on accept")
            .accepting(
                wire -> {
                  wire.send(
                      "HTTP/1.1 408 Late\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
                  wire.untilClosed();
                })
            .expect(Outcome.answer(408).asked(0), "abc"),
        // No connection is free: nobody is to blame, and another one can help.
        fault("its pool is exhausted")
            .with("max=1 acquire=300ms")
            .after(Scene::hold)
            .expect(SAVED.blamingNobody()),
        fault("its pool is exhausted for a POST")
            .with("max=1 acquire=300ms")
            .by(POST)
            .after(Scene::hold)
            .expect(SAVED.blamingNobody()));
  }

  /** Waits for the request's first byte, and reads no other. */
  private static Script peek(Ending ending) {
    return read(1, ending);
  }

  private static Script read(int bytes, Ending ending) {
    return wire -> {
      if (wire.in().readNBytes(bytes).length == bytes) {
        ending.end(wire);
      }
    };
  }

  /** A port that is taken, and on which nobody listens. */
  private static MemberFault.Place refusing() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new MemberFault.Place(bound.getLocalPort(), bound);
  }

  private static MemberFault.Place full() throws IOException {
    FullPort full = new FullPort();
    return new MemberFault.Place(full.port(), full);
  }
}
