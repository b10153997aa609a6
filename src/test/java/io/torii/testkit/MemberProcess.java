package io.torii.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A backend in a process of its own, to be killed as a machine that fails is: without a chance to
 * close anything. It answers each request with its target, and tells the test of each one that it
 * has read before it answers.
 */
public final class MemberProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;
  private final Queue<String> read = new ConcurrentLinkedQueue<>();
  private final int port;

  private MemberProcess(Process process) throws IOException {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.port = Integer.parseInt(lines.readLine());
    Thread thread = new Thread(this::collect, "member-" + port);
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts one on a free port of 127.0.0.1. */
  public static MemberProcess start() throws IOException {
    return new MemberProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                classes(),
                MemberProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** The test kit alone: the child needs nothing else. */
  private static String classes() {
    try {
      return Path.of(
              MemberProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The other side: what the child runs, until its standard input ends. */
  public static void main(String... arguments) throws IOException {
    Script script =
        Script.each(
            (request, wire) -> {
              tell(request.target());
              wire.answer(200, request.target());
            });
    try (Backend backend = Backend.start(script)) {
      tell(Integer.toString(backend.port()));
      while (System.in.read() >= 0) {
        // the parent keeps it open
      }
    }
  }

  private static synchronized void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private void collect() {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read.add(line);
      }
    } catch (IOException e) {
      // killed: what came before it is what we want
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many requests it has read. */
  public int requests() {
    return read.size();
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    try {
      if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("member " + process.pid() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
