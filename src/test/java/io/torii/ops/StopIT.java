package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM: what is in flight is finished, nothing else is waited for, nothing is lost. */
class StopIT {

  @TempDir Path folder;

  @Test
  void finishesWhatIsInFlight() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    int port = ToriiProcess.freePort();
    Path log = folder.resolve("access.log");
    try (Backend backend =
        Backend.start(
            Script.each(
                (request, wire) -> {
                  if (request.target().equals("/slow")) {
                    hold(answer);
                  }
                  wire.answer(200, "done");
                }))) {
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              "Listen 127.0.0.1:%d\nCustomLog %s common\nProxyPass / %s/\n"
                  .formatted(port, log, backend.url()));
      try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
          Socket idle = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String front = "http://127.0.0.1:" + port;
        assertThat(Web.get(front + "/").body()).isEqualTo("done");
        CompletableFuture<String> slow =
            CompletableFuture.supplyAsync(() -> Web.get(front + "/slow").body());
        await().until(() -> backend.lastRequest().target().equals("/slow"));
        torii.terminate();
        await().atMost(Duration.ofSeconds(10)).until(() -> !ToriiProcess.accepts(port));
        assertThat(torii.alive()).isTrue();
        answer.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        long finished = System.nanoTime();
        torii.awaitEnd();
        assertThat(Duration.ofNanos(System.nanoTime() - finished))
            .isLessThan(Duration.ofSeconds(5));
        assertThat(idle.getInputStream().read()).isNegative();
      }
    }
    assertThat(Files.readAllLines(log))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("\"GET /slow HTTP/1.1\" 200 4");
  }

  static Stream<Arguments> deafCollectors() throws IOException {
    return Stream.of(
        Arguments.of("refuses", new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), true),
        Arguments.of("is silent", new ServerSocket(0, 9, InetAddress.getLoopbackAddress()), false));
  }

  /** The spans that are left are not worth the time. */
  @ParameterizedTest(name = "a collector that {0}")
  @MethodSource("deafCollectors")
  void doesNotWaitForTheTraceCollector(String what, ServerSocket collector, boolean closed)
      throws Exception {
    int port = ToriiProcess.freePort();
    Path log = folder.resolve("access.log");
    try (collector;
        Backend backend = Backend.start(Script.ok("done"))) {
      if (closed) {
        collector.close();
      }
      Path file =
          Files.writeString(
              folder.resolve("torii.conf"),
              "Listen 127.0.0.1:%d\nCustomLog %s common\nProxyPass / %s/\n"
                  .formatted(port, log, backend.url()));
      String endpoint = "http://127.0.0.1:" + collector.getLocalPort();
      try (ToriiProcess torii =
          ToriiProcess.start(
                  "-f",
                  file.toString(),
                  "-D",
                  "otel.sdk.disabled=false",
                  "-D",
                  "otel.exporter.otlp.endpoint=" + endpoint)
              .awaitPort(port)) {
        assertThat(Web.get("http://127.0.0.1:" + port + "/").body()).isEqualTo("done");
        torii.terminate();
        long told = System.nanoTime();
        torii.awaitEnd();
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(5));
      }
    }
    assertThat(Files.readAllLines(log)).hasSize(1);
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
