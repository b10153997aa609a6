package io.torii.bench;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of ours that listens, and ends with us at the latest. */
final class Running implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Process process;
  private final int port;
  private final Path output;
  private final Thread atExit;

  private Running(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
    this.atExit = new Thread(this::kill);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a command and waits until somebody listens on a port.
   *
   * @param output gets what it says
   */
  static Running start(ProcessBuilder command, int port, Path output)
      throws IOException, InterruptedException {
    Process process =
        command
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    Running running = new Running(process, port, output);
    long end = System.nanoTime() + START.toNanos();
    while (!ToriiProcess.accepts(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        running.close();
        throw new IOException(command.command().get(0) + " does not serve: " + running.said());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    return running;
  }

  /** Waits until it answers 200: some listen before they serve. */
  Running awaitAnswer(String path) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(STOP).build();
    long end = System.nanoTime() + START.toNanos();
    while (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(path + " is not served: " + said());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    return this;
  }

  int port() {
    return port;
  }

  Proc proc() {
    return new Proc(process.toHandle());
  }

  /** The Java process: itself, or the one that a start script has made. */
  long javaPid() {
    return process
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("/java"))
        .map(ProcessHandle::pid)
        .findFirst()
        .orElse(process.pid());
  }

  /** The end of what it has said. */
  String said() {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Asks it and its children to end, and makes them if they do not. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
