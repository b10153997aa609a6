package io.torii.ops;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code parity.log} in a server's folder, which the configuration in question writes. Its last
 * line for each request starts with {@code end=}.
 *
 * @param before how many lines it had before the request
 */
record ParityLog(Path file, int before) {

  static ParityLog in(Path folder) {
    Path file = folder.resolve("parity.log");
    return new ParityLog(file, lines(file).size());
  }

  /** What the request has brought, once it is complete; it may come after the answer. */
  List<String> written() {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> added().stream().anyMatch(line -> line.startsWith("end=")));
    return added();
  }

  private List<String> added() {
    List<String> lines = lines(file);
    return lines.subList(before, lines.size());
  }

  private static List<String> lines(Path file) {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
