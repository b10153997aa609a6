package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.RawClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client that has gone leaves behind. */
class DescriptorsIT {

  private static final int MANY = 60;

  /** A thread that has nothing to do lives for a minute. */
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;
  private final int port = ToriiProcess.freePort();

  @Test
  void aClosedClientHasNoDescriptor() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"), "Listen 127.0.0.1:" + port + "\nRedirect 410 /\n");
    try (ToriiProcess torii = ToriiProcess.start("-f", file.toString()).awaitPort(port)) {
      long before = sockets(torii);
      List<RawClient> clients = new ArrayList<>();
      try {
        for (int i = 0; i < MANY; i++) {
          clients.add(RawClient.to(port));
        }
        // So soon after one another that each thread waits for its client's next one.
        for (int round = 0; round < 3; round++) {
          for (RawClient client : clients) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
          }
          for (RawClient client : clients) {
            assertThat(client.until("</html>\n")).startsWith("HTTP/1.1 410");
          }
        }
      } finally {
        for (RawClient client : clients) {
          client.close();
        }
      }
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(sockets(torii)).isLessThanOrEqualTo(before));
      assertThat(torii.err()).doesNotContain("Exception");
    }
  }

  private static long sockets(ToriiProcess torii) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc/" + torii.pid() + "/fd"))) {
      for (Path descriptor : open) {
        count += isSocket(descriptor) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
