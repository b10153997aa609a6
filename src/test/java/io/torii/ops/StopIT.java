package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
