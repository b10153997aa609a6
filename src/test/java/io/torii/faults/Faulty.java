package io.torii.faults;

import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Seen;
import io.torii.testkit.TestTls;
import io.torii.testkit.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A member that misbehaves when it is asked for {@link #FAULT}, or on each new connection until it
 * is calmed, and serves everything else well.
 */
final class Faulty implements Closeable {

  static final String FAULT = "/fault";

  /** Is answered when the fault is over. */
  static final String HELD = "/held";

  /** What it says when all is well. */
  static final String BODY = "faulty";

  private final Script onAccept;
  private final Script.Answer onFault;
  private final CountDownLatch calm = new CountDownLatch(1);
  private final Queue<Wire> wires = new ConcurrentLinkedQueue<>();
  private final Backend backend;

  Faulty(Script onAccept, Script.Answer onFault, @Nullable TestTls tls) throws IOException {
    this.onAccept = onAccept;
    this.onFault = onFault;
    this.backend = tls == null ? Backend.start(this::serve) : Backend.startTls(tls, this::serve);
  }

  private void serve(Wire wire) throws IOException {
    wires.add(wire);
    if (calm.getCount() > 0) {
      onAccept.serve(wire);
      if (wire.socket().isClosed()) {
        return; // what has been read ahead is not looked at
      }
    }
    for (Optional<Seen> head = wire.head(); head.isPresent(); head = wire.head()) {
      if (head.get().target().equals(FAULT)) {
        onFault.to(head.get(), wire);
      } else {
        wire.body(head.get());
        if (head.get().target().equals(HELD)) {
          wire.await(calm);
        }
        wire.answer(200, BODY);
      }
    }
  }

  Backend backend() {
    return backend;
  }

  /** Every request for the fault, in order. */
  List<Seen> faults() {
    return backend.requests().stream().filter(r -> r.target().equals(FAULT)).toList();
  }

  /** The case's own request is over. */
  void calm() {
    calm.countDown();
  }

  /** Does something with each connection, on which it is waiting for a request. */
  void toEach(Script fate) throws IOException {
    for (Wire wire : wires) {
      fate.serve(wire);
    }
    // A socket on which somebody waits is closed by him, not at once.
    long left = wires.stream().filter(wire -> !wire.socket().isClosed()).count();
    await().until(() -> backend.open() == left);
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }
}
