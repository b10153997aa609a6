package io.torii.upstream;

import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Member;
import io.torii.exchange.Failure;
import io.torii.exchange.Failure.Kind;
import io.torii.exchange.RequestBody;
import io.torii.exchange.RequestBody.ClientBodyException;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client fails, and the member is not to blame. */
class ClientBodyTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void theClientFailsInItsBody() throws IOException {
    for (Kind kind : new Kind[] {Kind.CLIENT_BODY, Kind.BODY_TOO_LARGE, Kind.CLIENT_TIMEOUT}) {
      try (Backend backend = Backend.start(Script.ok("x"))) {
        Member member = Members.of(backend);
        Failure failure = failure(upstream, member, request("POST", "/", new Failing(kind)));
        assertThat(failure).isEqualTo(new Failure(kind, "the client left", true, false));
        assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
      }
    }
  }

  @Test
  void theClientSendsAnotherLengthThanPromised() throws IOException {
    try (Backend backend = Backend.start(Script.ok("x"))) {
      Member member = Members.of(backend);
      Failure less = failure(upstream, member, request("POST", "/", new Members.Text("abc", 4)));
      assertThat(less.kind()).isEqualTo(Kind.CLIENT_BODY);
      assertThat(less.detail()).isEqualTo("the client sent 3 of the 4 bytes it promised");
      Failure more = failure(upstream, member, request("POST", "/", new Members.Text("abcd", 3)));
      assertThat(more.kind()).isEqualTo(Kind.CLIENT_BODY);
      assertThat(more.detail()).isEqualTo("the client sent more than the 3 bytes it promised");
    }
  }

  /** Sends a little and fails. */
  private record Failing(Kind kind) implements RequestBody {

    @Override
    public long length() {
      return 100;
    }

    @Override
    public void writeTo(OutputStream member) throws IOException {
      member.write(1);
      member.flush();
      throw new ClientBodyException(kind, "the client left", new IOException("gone"));
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }
}
