package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.exchange.MemberResponse;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reload keeps what stays, and lets go of the rest without cutting a request. */
class ReloadTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void membersThatStayKeepTheirConnections() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      for (int i = 0; i < 50; i++) {
        exchange(upstream, member, get("/"));
        upstream.apply(List.of(member));
      }
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  @Test
  void membersThatGoLoseTheirIdleConnectionsAtOnceAndTheOthersWhenTheyAreDone() throws IOException {
    try (Backend backend = Backend.start(Script.ok("0123456789"))) {
      Member member = Members.of(backend);
      MemberResponse first = Members.response(upstream, member, get("/1"));
      exchange(upstream, member, get("/2"));
      assertThat(upstream.connections()).isEqualTo(2);
      upstream.apply(List.of());
      assertThat(upstream.connections()).isEqualTo(1);
      assertThat(Members.text(first)).isEqualTo("0123456789");
      first.close();
      assertThat(upstream.connections()).isZero();
      assertThat(upstream.stats(member)).isEqualTo(new PoolStats(0, 0, 0));
    }
  }

  @Test
  void aRequestThatOutlivesItsMemberIsServedAndKeepsNothing() throws IOException {
    try (Backend backend = Backend.start(Script.ok("hi"))) {
      Member member = Members.of(backend);
      upstream.apply(List.of());
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      assertThat(upstream.connections()).isZero();
    }
  }

  @Test
  void closingBreaksWhatIsLeft() throws IOException {
    try (Backend backend = Backend.start(Script.silent())) {
      Member member = Members.of(backend);
      Thread waiting = new Thread(() -> Members.failure(upstream, member, get("/")));
      waiting.start();
      await().until(() -> upstream.stats(member).leased() == 1 && backend.requests().size() == 1);
      upstream.close();
      await().until(() -> !waiting.isAlive());
      assertThat(upstream.connections()).isZero();
    }
  }
}
