package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests show that wait, or wait in vain. */
class WaitingChecksTest extends TrafficTests {

  /** The common pool would have one thread on two processors. */
  private static final Executor AT_ONCE = task -> new Thread(task).start();

  @Test
  void aTimeOut() throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  if (!request.target().equals("/")) {
                    wire.untilClosed();
                  }
                  wire.answer(200, "here");
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ timeout=300ms");
    assertThat(running.get("/x")).isEqualTo(502);
    Finding found = running.diagnose().only("timeout", Severity.ERROR);
    assertThat(found.cause()).contains("timeout= or ProxyTimeout is 300 ms");
    assertThat(found.remedy()).contains("raise timeout=");
    assertThat(found.evidence()).contains("GET /x after");
  }

  /** A response that has begun, and is cut by the one limit or the other. */
  @ParameterizedTest
  @ValueSource(strings = {"timeout=300ms", "deadline=300ms"})
  void aTimeOutBehindTheHead(String limit) throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  if (request.target().equals("/")) {
                    wire.answer(200, "here");
                  } else {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal");
                    wire.untilClosed();
                  }
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ " + limit);
    assertThat(running.get("/x")).isEqualTo(200);
    Finding found = running.diagnose().only("timeout", Severity.ERROR);
    assertThat(found.cause()).contains("their responses cut");
    assertThat(found.evidence()).contains("GET /x after").containsPattern("300 ?ms");
  }

  /** A member that breaks off is none that is late. */
  @Test
  void aResponseThatBreaksOff() throws Exception {
    Backend backend =
        member(Script.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal"));
    Running running = running("ProxyPass / " + backend.url() + "/");
    running.get("/x");
    assertThat(running.diagnose().findings()).noneMatch(f -> f.check().equals("timeout"));
  }

  @Test
  void aPoolThatIsTooSmall() throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  wire.pause(Duration.ofMillis(request.target().equals("/") ? 0 : 500));
                  wire.answer(200, "here");
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ max=1 acquire=100");
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> running.get("/x"), AT_ONCE);
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(() -> running.get("/y"), AT_ONCE);
    assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(200, 503);
    Finding found = running.diagnose().only("pool", Severity.ERROR);
    assertThat(found.cause()).contains("max= is 1", "acquire= is 100 ms");
  }

  @Test
  void requestsThatWaitForAConnection() throws Exception {
    Backend backend =
        member(
            Script.each(
                (request, wire) -> {
                  wire.pause(Duration.ofMillis(request.target().equals("/") ? 0 : 300));
                  wire.answer(200, "here");
                }));
    Running running = running("ProxyPass / " + backend.url() + "/ max=1");
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> running.get("/x"), AT_ONCE);
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(() -> running.get("/y"), AT_ONCE);
    assertThat(List.of(first.join(), second.join())).containsExactly(200, 200);
    Finding found = running.diagnose().only("pool", Severity.WARNING);
    assertThat(found.evidence()).contains("2 requests at a time with max=1");
  }
}
