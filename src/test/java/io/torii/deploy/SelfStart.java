package io.torii.deploy;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/** A command in a shell, as a user types it, and whatever it starts. */
final class SelfStart implements AutoCloseable {

  /** Maven may have to fetch a server first. */
  private static final Duration START = Duration.ofMinutes(8);

  private static final long END_SECONDS = 60;

  private final Process shell;
  private final Path output;
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  private SelfStart(Process shell, Path output) {
    this.shell = shell;
    this.output = output;
  }

  /** Starts it, with the Java and the Maven of this build, and waits for nothing. */
  static SelfStart start(Path folder, String command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    var environment = builder.environment();
    String java = System.getProperty("java.home");
    environment.put("JAVA_HOME", java);
    environment.put(
        "PATH",
        String.join(
            File.pathSeparator,
            java + "/bin",
            System.getProperty("maven.home") + "/bin",
            environment.get("PATH")));
    environment.merge(
        "MAVEN_OPTS",
        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
        (old, more) -> old + " " + more);
    return new SelfStart(builder.start(), output);
  }

  /** Waits until that holds. */
  void waitFor(ThrowingRunnable assertion) {
    try {
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(100))
          .failFast("it has ended", () -> !shell.isAlive())
          .untilAsserted(assertion);
    } catch (RuntimeException e) {
      throw new AssertionError(said(), e);
    }
  }

  private String said() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where all its processes listen, as {@code ADDRESS:PORT} in the kernel's hexadecimal. */
  Set<String> listening() throws IOException {
    Set<String> found = new TreeSet<>();
    for (ProcessHandle process : processes()) {
      Path proc = Path.of("/proc", Long.toString(process.pid()));
      Set<String> own = sockets(proc.resolve("fd"));
      for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
        for (String line : Files.readAllLines(proc.resolve("net").resolve(table))) {
          String[] words = line.strip().split("\\s+", -1);
          boolean open = words[3].equals("0A") || words[3].equals("07"); // LISTEN, any datagram
          if (open && own.contains("socket:[" + words[9] + "]")) {
            found.add(words[1]);
          }
        }
      }
    }
    return found;
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path descriptor : all.toList()) {
        try {
          found.add(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
          // closed since
        }
      }
    }
    return found;
  }

  /** The shell and what has come of it and was seen, alive or not. */
  Set<ProcessHandle> processes() {
    seen.add(shell.toHandle());
    shell.descendants().forEach(seen::add);
    return seen;
  }

  /** Ends all of it: Maven does not end every server that it has started. */
  @Override
  public void close() {
    Set<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : all) {
      try {
        process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        process.destroyForcibly();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
