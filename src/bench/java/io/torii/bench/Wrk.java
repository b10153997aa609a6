package io.torii.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Debian's {@code wrk}, one thread: it is never what is short here. */
final class Wrk {

  /** What it reports at the end; the times are microseconds. */
  private static final String REPORT =
      """
      done = function(summary, latency, requests)
        local e = summary.errors
        io.write(string.format("bench %d %d %d %d %d %d %d %d\\n",
          summary.requests - e.status, e.status + e.timeout, e.connect + e.read + e.write,
          summary.duration, summary.bytes,
          latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
      end
      """;

  private static final String MARK = "bench ";

  private final Path folder;

  /**
   * @param folder for its scripts
   */
  Wrk(Path folder) {
    this.folder = folder;
  }

  /** Loads a contestant for some seconds. */
  Sample run(Load load, Running contestant, int port, int seconds)
      throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            folder.resolve("load-" + Integer.toHexString(load.script().hashCode()) + ".lua"),
            load.script() + REPORT);
    ProcessBuilder command =
        new ProcessBuilder(
            "wrk",
            "-t1",
            "-c" + load.connections(),
            "-d" + seconds + "s",
            "--timeout",
            "20s",
            "-s",
            script.toString(),
            (load.secure() ? "https" : "http") + "://127.0.0.1:" + port + load.path());
    Duration before = contestant.proc().cpu();
    Process wrk = command.redirectErrorStream(true).start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    Duration cpu = contestant.proc().cpu().minus(before);
    long[] n =
        said
            .lines()
            .filter(line -> line.startsWith(MARK))
            .findFirst()
            .map(line -> List.of(line.substring(MARK.length()).split(" ", -1)))
            .orElseThrow(() -> new IOException(said))
            .stream()
            .mapToLong(Long::parseLong)
            .toArray();
    return new Sample(
        n[0], n[1], n[2], micros(n[3]), n[4], micros(n[5]), micros(n[6]), micros(n[7]), cpu);
  }

  private static Duration micros(long count) {
    return Duration.of(count, ChronoUnit.MICROS);
  }
}
