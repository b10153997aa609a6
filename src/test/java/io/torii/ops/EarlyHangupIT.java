package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.deploy.Command;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SIGHUP while the process starts, as logrotate may send it. */
class EarlyHangupIT {

  /** Far more than a pipe holds: whoever says that waits for somebody to read it. */
  private static final int WARNINGS = 4000;

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void aSignalBeforeTheServerIsThereIsAReload() throws Exception {
    int port = ToriiProcess.freePort();
    try (Backend backend = Backend.start(Script.ok("here"))) {
      Path file = Files.writeString(folder.resolve("torii.conf"), site(port, backend));
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-jar",
                  System.getProperty("torii.standalone.war"),
                  "-f",
                  file.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try { // closing the reader would wait for who is reading
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        String line = err.readLine();
        while (line != null && !line.contains(": warning: ")) {
          line = err.readLine();
        }
        assertThat(line).as("a warning").isNotNull();
        // It has read its configuration, and is stuck in telling us about it.
        assertThat(ToriiProcess.accepts(port)).isFalse();
        assertThat(Command.run("kill", "-HUP", Long.toString(process.pid())).status()).isZero();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> err.lines().forEach(said::add), "early-hangup-output");
        reader.setDaemon(true);
        reader.start();
        await()
            .atMost(SOON)
            .until(
                () ->
                    !process.isAlive() || said.stream().anyMatch(text -> text.contains("AH00493")));
        assertThat(process.isAlive()).as("goes on").isTrue();
        assertThat(Web.get("http://127.0.0.1:" + port + "/").body()).isEqualTo("here");
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static String site(int port, Backend backend) {
    return "Listen 127.0.0.1:%d\nProxyPass / %s/\n<Location /x>\n".formatted(port, backend.url())
        + "LogLevel debug\n".repeat(WARNINGS)
        + "</Location>\n";
  }
}
