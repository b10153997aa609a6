package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Member;
import io.torii.exchange.MemberResponse;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A member that answers while it is still being sent the request. */
class EarlyAnswerTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void anEarlyAnswerBeforeTheMemberClosesReachesTheClient() throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
          wire.close(); // with unread input: a reset
        };
    early(script);
  }

  @Test
  void anEarlyAnswerStopsTheUpload() throws IOException {
    Script script =
        wire -> {
          wire.head();
          wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
          wire.stall(); // reads nothing more
        };
    early(script);
  }

  private void early(Script script) throws IOException {
    try (Backend backend = Backend.start(script)) {
      Member member = Members.of(backend);
      MemberResponse response =
          Members.response(upstream, member, request("PUT", "/", new Members.Zeros(64 << 20, -1)));
      assertThat(response.status()).isEqualTo(413);
      assertThat(Members.text(response)).isEqualTo("much");
      assertThat(response.bytesSent()).isLessThan(64 << 20);
      response.close();
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
    }
  }

  @Test
  void anInterimResponseDoesNotStopTheUpload() throws IOException {
    Script script =
        Script.each((request, wire) -> wire.answer(200, "got " + request.body().length()));
    Script chatty =
        wire -> {
          wire.send("HTTP/1.1 102 Processing\r\n\r\n");
          script.serve(wire);
        };
    try (Backend backend = Backend.start(chatty)) {
      assertThat(
              exchange(
                  upstream,
                  Members.of(backend),
                  request("PUT", "/", new Members.Zeros(4 << 20, 4 << 20))))
          .isEqualTo("200 got " + (4 << 20));
    }
  }
}
