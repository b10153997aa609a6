package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM in its order: readiness, the delay, the listeners, what is in flight, the end. */
class DrainIT {

  /** What the platform says of a process that SIGTERM has ended. */
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;
  private final CountDownLatch answer = new CountDownLatch(1);
  private final int port = ToriiProcess.freePort();
  private final String front = "http://127.0.0.1:" + port;
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    backend =
        Backend.start(
            Script.each(
                (request, wire) -> {
                  if (request.target().equals("/slow")) {
                    hold(answer);
                  }
                  wire.answer(200, "done");
                }));
  }

  @AfterEach
  void stop() throws IOException {
    answer.countDown();
    backend.close();
  }

  private ToriiProcess started(String... properties) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            ProxyPass / %s/
            <Location /manager>
              SetHandler balancer-manager
            </Location>
            """
                .formatted(port, backend.url()));
    List<String> arguments = new ArrayList<>(List.of("-f", file.toString()));
    for (String property : properties) {
      arguments.addAll(List.of("-D", property));
    }
    return ToriiProcess.start(arguments.toArray(String[]::new)).awaitPort(port);
  }

  private CompletableFuture<String> slow() {
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(() -> Web.get(front + "/slow").body());
    await().until(() -> backend.requests().stream().anyMatch(r -> r.target().equals("/slow")));
    return slow;
  }

  @Test
  void readinessGoesDownWhileRequestsAreStillServed() throws Exception {
    try (ToriiProcess torii = started("torii.drain.delay=6");
        Load load = Load.of(2, () -> Web.get(front + "/").body(), "done")) {
      assertThat(Web.get(front + "/manager/health/ready").statusCode()).isEqualTo(200);
      long began = System.nanoTime();
      torii.terminate();
      await().until(() -> Web.get(front + "/manager/health/ready").statusCode() == 503);
      assertThat(Web.get(front + "/manager/health/live").statusCode()).isEqualTo(200);
      // Whoever keeps a connection is to make a new one, elsewhere.
      assertThat(Web.get(front + "/").headers().firstValue("Connection")).contains("close");
      int before = load.served();
      await().until(() -> load.served() > before + 5);
      assertThat(load.stop()).isEmpty();
      assertThat(ToriiProcess.accepts(port)).isTrue();
      await().atMost(Duration.ofSeconds(10)).until(() -> !ToriiProcess.accepts(port));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(6));
      assertThat(torii.awaitEnd()).isEqualTo(TERMINATED);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void withNothingInFlightItEndsWithinFiveSeconds() throws Exception {
    try (ToriiProcess torii = started();
        Socket idle = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(Web.get(front + "/").body()).isEqualTo("done");
      long began = System.nanoTime();
      torii.terminate();
      assertThat(torii.awaitEnd()).isEqualTo(TERMINATED);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(idle.getInputStream().read()).isNegative();
      assertThat(torii.err()).contains("AH00491").doesNotContain("Exception");
    }
  }

  @Test
  void aSecondSignalChangesNothing() throws Exception {
    try (ToriiProcess torii = started()) {
      CompletableFuture<String> slow = slow();
      torii.terminate();
      await().atMost(Duration.ofSeconds(10)).until(() -> !ToriiProcess.accepts(port));
      torii.terminate();
      torii.hangUp();
      assertThat(slow).isNotDone();
      answer.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("done");
      assertThat(torii.awaitEnd()).isEqualTo(TERMINATED);
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void whatTakesTooLongIsCutOffAndCounted() throws Exception {
    try (ToriiProcess torii = started("torii.drain.timeout=1")) {
      CompletableFuture<String> slow = slow();
      torii.terminate();
      assertThatThrownBy(() -> slow.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(torii.awaitEnd()).isEqualTo(TERMINATED);
      assertThat(torii.err())
          .contains("torii.drain.timeout is over: requests cut off: 1")
          .doesNotContain("Exception");
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
