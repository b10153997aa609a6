package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.Backend;
import io.torii.testkit.Bulk;
import io.torii.testkit.RawClient;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that fall silent, and the different times that they have for it. */
class StalledClientsIT {

  /** More than the kernel takes on both sides. */
  private static final int LARGE = 48 << 20;

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final int port = ToriiProcess.freePort();
  private Backend backend;
  private ToriiProcess torii;

  @BeforeEach
  void start() throws IOException {
    backend =
        Backend.start(
            Script.each(
                (request, wire) -> {
                  wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                  byte[] piece = new byte[1 << 16];
                  InputStream body = Bulk.of(LARGE);
                  for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                    wire.send(piece);
                  }
                }));
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"),
            """
            Listen 127.0.0.1:%d
            RequestReadTimeout header=1
            Timeout 60
            LogLevel info
            ProxyPass /gone !
            Redirect 410 /gone
            LogFormat "%%>s \\"%%r\\"" short
            CustomLog access short
            ErrorLog error
            ProxyPass / %s/
            """
                .formatted(port, backend.url()));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  @AfterEach
  void stop() throws IOException {
    torii.close();
    backend.close();
  }

  /** RFC 9110 §15.5.9; whoever has not begun a request is not told anything. */
  @Test
  void silenceWithinAHeadIsAnswered() throws IOException {
    assertThat(RawClient.ask(port, "")).isEmpty();
    assertThat(RawClient.ask(port, "GET /a"))
        .startsWith("HTTP/1.1 408 ")
        .containsIgnoringCase("\r\nConnection: close\r\n")
        .contains("AH01382");
    assertThat(RawClient.ask(port, "GET /b HTTP/1.1\r\nHost: x\r\nA: ")).startsWith("HTTP/1.1 408");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(folder.resolve("access"))
                    .hasContent("408 \"-\"\n408 \"GET /b HTTP/1.1\""));
    assertThat(folder.resolve("error")).content().contains("AH01382: The client fell silent");
  }

  /** A byte now and then is no silence, and there is an end to it all the same. */
  @Test
  void aHeadThatDripsIsAnswered() throws IOException {
    try (RawClient client = RawClient.to(port).patience(Duration.ofMillis(200))) {
      client.send("GET /drip HTTP/1.1\r\nHost: x\r\nA: ");
      long began = System.nanoTime();
      String answer = "";
      for (int drips = 0; drips < 100 && answer.isEmpty(); drips++) {
        answer = dripped(client);
      }
      assertThat(answer).startsWith("HTTP/1.1 408 ");
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(700), SOON);
    }
  }

  private static String dripped(RawClient client) throws IOException {
    client.send("a");
    try {
      return client.until("\r\n\r\n");
    } catch (SocketTimeoutException e) {
      return "";
    }
  }

  /** The time is that of each head, and not the connection's. */
  @Test
  void headsOneAfterTheOtherHaveTheirTimeEach() throws IOException {
    try (RawClient client = RawClient.to(port)) {
      long began = System.nanoTime();
      for (int i = 0; i < 90 && System.nanoTime() - began < 1_500_000_000; i++) {
        client.patience(Duration.ofMillis(30));
        client.send("GET /gone HTTP/1.1\r\n");
        assertThatThrownBy(() -> client.in().read()).isInstanceOf(SocketTimeoutException.class);
        client.patience(SOON).send("Host: x\r\n\r\n");
        assertThat(client.until("</html>\n")).startsWith("HTTP/1.1 410 ");
      }
    }
  }

  /** An answer may be read more slowly than a head must come. */
  @Test
  void whoReadsNothingHasTheTimeOfTimeout() throws IOException {
    try (RawClient client = RawClient.to(port)) {
      client.send("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
      for (int silences = 0; silences < 3; silences++) {
        assertThat(RawClient.ask(port, "GET /a")).startsWith("HTTP/1.1 408 ");
      }
      try (Bulk.Checksum checksum = new Bulk.Checksum()) {
        assertThat(client.in().transferTo(checksum)).isEqualTo(LARGE);
        assertThat(checksum.text()).isEqualTo(Bulk.checksum(LARGE));
      }
    }
  }
}
