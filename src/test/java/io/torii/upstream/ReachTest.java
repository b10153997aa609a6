package io.torii.upstream;

import static io.torii.upstream.Members.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a member that has failed is still there. */
class ReachTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  private Optional<Failure> reach(Script script) throws IOException {
    try (Backend backend = Backend.start(script)) {
      Optional<Failure> why = upstream.reach(Members.of(backend), get("/"));
      assertThat(upstream.connections()).isZero();
      return why;
    }
  }

  /** Whoever keeps a connection is there; whoever drops it unasked is not, as if it had refused. */
  @Test
  void whoeverHoldsAConnectionIsThere() throws IOException {
    assertThat(reach(Script.silent())).isEmpty();
    assertThat(reach(Wire::reset)).map(Failure::kind).contains(Kind.CONNECT);
    assertThat(reach(wire -> {})).map(Failure::sent).contains(false);
  }
}
