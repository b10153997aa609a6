package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.ToriiProcess;
import io.torii.testkit.TunnelProcess;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tunnels as the process sees them: how many, how long, and what is written about them. */
class TunnelsIT {

  /** Two sockets each; a process often may open 20,000 files. */
  private static final int MANY = 9_500;

  private static final int FILES = 2 * MANY + 500;

  /** Request threads at the most, and those of the platform, listeners, checks and logs. */
  private static final int THREADS = 200 + 60;

  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;
  private final int port = ToriiProcess.freePort();

  private ToriiProcess started(List<String> lines, String... properties) throws IOException {
    List<String> text = new ArrayList<>(List.of("Listen 127.0.0.1:" + port));
    text.addAll(lines);
    Path file = Files.write(folder.resolve("torii.conf"), text);
    List<String> arguments = new ArrayList<>(List.of("-f", file.toString()));
    for (String property : properties) {
      arguments.addAll(List.of("-D", property));
    }
    return ToriiProcess.startWith(512, arguments.toArray(String[]::new)).awaitPort(port);
  }

  private RawClient tunnel() throws IOException {
    RawClient client = RawClient.to(port);
    client.send("GET /t HTTP/1.1\r\nHost: w\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 101");
    return client;
  }

  private static void echo(Wire wire) throws IOException {
    wire.head();
    wire.send("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
    for (int b = wire.in().read(); b >= 0; b = wire.in().read()) {
      wire.send(new byte[] {(byte) b});
    }
  }

  @Test
  void thousandsThatSayNothingNeedNoThreads() throws Exception {
    assumeThat(Runtime.version().feature())
        .as("virtual threads are there from Java 21 on")
        .isGreaterThanOrEqualTo(21);
    assumeThat(openFiles()).as("open files of a process").isGreaterThanOrEqualTo(FILES);
    try (TunnelProcess member = TunnelProcess.member();
        ToriiProcess torii =
            started(
                List.of(
                    "Timeout 600",
                    "ProxyPass / http://127.0.0.1:" + member.said() + "/ upgrade=ANY"));
        TunnelProcess clients = TunnelProcess.client(port, MANY)) {
      assertThat(clients.said()).isEqualTo("open " + MANY);
      assertThat(threads(torii)).isLessThan(THREADS);
      for (int i = 0; i < 2; i++) {
        clients.speak();
        assertThat(clients.said()).isEqualTo("answered " + MANY);
      }
      assertThat(threads(torii)).isLessThan(THREADS);
      assertThat(torii.err()).doesNotContain("Exception", "Error");
    }
  }

  private static long openFiles() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split(" {2,}", -1)[2])
        .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
        .findFirst()
        .orElse(0);
  }

  private static int threads(ToriiProcess torii) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + torii.pid() + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** The longer one of both time-outs counts, as in httpd. */
  @Test
  void whoSaysNothingForTooLongIsClosed() throws Exception {
    try (Backend member = Backend.start(TunnelsIT::echo);
        ToriiProcess torii =
            started(
                List.of(
                    "Timeout 1",
                    "LogLevel info",
                    "ErrorLog \"" + folder.resolve("error.log") + '"',
                    "ProxyPass / " + member.url() + "/ upgrade=ANY timeout=2"))) {
      try (RawClient client = tunnel()) {
        long began = System.nanoTime();
        assertThat(client.rest()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(5));
      }
      await().until(() -> member.open() == 0);
      await()
          .untilAsserted(
              () ->
                  assertThat(folder.resolve("error.log"))
                      .content()
                      .contains("AH10213", member.url(), "2000 ms"));
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  @Test
  void aTunnelHasALineInTheLogWhenItIsOver() throws Exception {
    Path log = folder.resolve("access.log");
    try (Backend member = Backend.start(TunnelsIT::echo);
        ToriiProcess torii =
            started(
                List.of(
                    "LogFormat \"%r|%>s|%I|%O|%B|%X\" it",
                    "CustomLog \"" + log + "\" it",
                    "ProxyPass / " + member.url() + "/ upgrade=ANY"))) {
      try (RawClient client = tunnel()) {
        assertThat(client.send("hello").until("hello")).isEqualTo("hello");
        assertThat(log).content().isEmpty();
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(log)
                      .content()
                      .matches("GET /t HTTP/1\\.1\\|101\\|\\d+\\|\\d+\\|5\\|-\n"));
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  /** As any request, a tunnel has until the end of the drain. */
  @Test
  void aStopWaitsForItsDeadlineAndClosesThem() throws Exception {
    try (Backend member = Backend.start(TunnelsIT::echo);
        ToriiProcess torii =
            started(
                List.of("ProxyPass / " + member.url() + "/ upgrade=ANY"), "torii.drain.timeout=2");
        RawClient client = tunnel()) {
      torii.terminate();
      await().until(() -> !ToriiProcess.accepts(port));
      assertThat(client.send("still").until("still")).isEqualTo("still");
      assertThat(client.rest()).isEmpty();
      assertThat(torii.awaitEnd()).isEqualTo(TERMINATED);
      assertThat(torii.err()).contains("requests cut off: 1").doesNotContain("Exception");
      await().until(() -> member.open() == 0);
    }
  }

  @Test
  void aReloadLeavesThemAlone() throws Exception {
    try (Backend member = Backend.start(TunnelsIT::echo);
        ToriiProcess torii = started(List.of("ProxyPass / " + member.url() + "/ upgrade=ANY"));
        RawClient client = tunnel()) {
      Files.writeString(
          folder.resolve("torii.conf"), "Listen 127.0.0.1:" + port + "\nRedirect 410 /\n");
      await().until(() -> Web.get("http://127.0.0.1:" + port + "/").statusCode() == 410);
      assertThat(client.send("still").until("still")).isEqualTo("still");
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }
}
