package io.torii.upstream;

import static io.torii.upstream.Members.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.balancer.Member;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many requests at a time, nothing mixed up, nothing left behind. */
class ConcurrencyTest {

  private final HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void twoHundredThreadsMixNothingUp() throws Exception {
    try (Backend backend = Backend.start(Script.echo())) {
      Member member = Members.of(backend, Members.pool(50, 0, null, null), Members.transport());
      ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 200; t++) {
        String id = "t" + t;
        threads.add(new Thread(() -> hammer(member, id, wrong)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join(60_000);
      }
      assertThat(wrong).isEmpty();
      assertThat(backend.requests()).hasSize(200 * 20);
      assertThat(upstream.stats(member).leased()).isZero();
      assertThat(upstream.connections())
          .isEqualTo(upstream.stats(member).idle())
          .isLessThanOrEqualTo(50);
    }
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("torii-upstream-watchdog"))
                        .count()
                    == 1);
    upstream.close();
    assertThat(upstream.connections()).isZero();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("torii-upstream-watchdog")));
  }

  private void hammer(Member member, String id, ConcurrentLinkedQueue<String> wrong) {
    for (int i = 0; i < 20; i++) {
      String target = "/" + id + "/" + i;
      try {
        String answer =
            Members.exchange(
                upstream, member, request("POST", target, new Members.Text(target, -1)));
        if (!answer.startsWith("200 POST " + target + " ") || !answer.endsWith("\n" + target)) {
          wrong.add(target + " got " + answer);
        }
      } catch (IOException | AssertionError e) {
        wrong.add(target + " failed: " + e);
      }
    }
  }
}
