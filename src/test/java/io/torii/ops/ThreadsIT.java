package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Far more requests that wait for a member than there are threads. */
class ThreadsIT {

  /** Beside the request threads: the platform's own, the listeners', those for checks and logs. */
  private static final int OTHER_THREADS = 60;

  private static final int MANY = 200;

  @TempDir Path folder;
  private final CountDownLatch answer = new CountDownLatch(1);
  private final int port = ToriiProcess.freePort();
  private final List<Socket> clients = new ArrayList<>();
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    backend =
        Backend.start(
            Script.each(
                (request, wire) -> {
                  if (request.target().equals("/wait")) {
                    hold(answer);
                  }
                  wire.answer(200, request.target());
                }));
  }

  @AfterEach
  void stop() throws IOException {
    answer.countDown();
    for (Socket client : clients) {
      client.close();
    }
    backend.close();
  }

  private ToriiProcess started(String... more) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            "Listen 127.0.0.1:%d\nProxyPass / %s/\n".formatted(port, backend.url()));
    List<String> arguments = new ArrayList<>(List.of("-f", file.toString()));
    arguments.addAll(List.of(more));
    return ToriiProcess.start(arguments.toArray(String[]::new)).awaitPort(port);
  }

  private void wait(int count) throws IOException {
    byte[] request = "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < count; i++) {
      Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
      client.setSoTimeout(60_000);
      clients.add(client);
      client.getOutputStream().write(request);
    }
  }

  private void allAreAnswered() throws IOException {
    for (Socket client : clients) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aThousandWaitAtOnceOnAFewThreads() throws Exception {
    assumeThat(Runtime.version().feature())
        .as("virtual threads are there from Java 21 on")
        .isGreaterThanOrEqualTo(21);
    try (ToriiProcess torii = started()) {
      wait(1_000);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(backend.requests()).hasSize(1_000));
      long began = System.nanoTime();
      assertThat(Web.get("http://127.0.0.1:" + port + "/quick").body()).isEqualTo("/quick");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThat(threads(torii)).isLessThan(MANY + OTHER_THREADS);
      answer.countDown();
      allAreAnswered();
      assertThat(torii.err()).doesNotContain("Exception", "Error");
    }
  }

  @Test
  void withoutVirtualThreadsTheRestWaitsForItsTurn() throws Exception {
    assumeThat(Runtime.version().feature())
        .as("from Java 21 on nobody waits for a thread")
        .isLessThan(21);
    try (ToriiProcess torii = started("-D", "torii.threads=20")) {
      wait(300);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(backend.requests()).hasSize(20));
      assertThat(threads(torii)).isLessThan(20 + OTHER_THREADS);
      answer.countDown();
      allAreAnswered();
      assertThat(backend.requests()).hasSize(300);
      assertThat(torii.err()).doesNotContain("Exception", "Error");
    }
  }

  /** What a process waits for must fit into its memory, too: here a quarter of a gigabyte. */
  @Test
  void aFewHundredWaitInLittleMemory() throws Exception {
    try (ToriiProcess torii = started()) {
      wait(MANY);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(backend.requests()).hasSize(MANY));
      answer.countDown();
      allAreAnswered();
      assertThat(torii.err()).doesNotContain("Exception", "Error");
    }
  }

  private static int threads(ToriiProcess torii) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + torii.pid() + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
