package io.torii.home;

import static org.awaitility.Awaitility.await;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A server's process, whose output goes into a file. */
final class ServerRun implements AutoCloseable {

  /**
   * An option of the virtual machine: what only soft references hold is collected by the next full
   * collection, not when memory is short. So what is counted behind one is held for good.
   */
  static final String NOTHING_SOFT = "-XX:SoftRefLRUPolicyMSPerMB=0";

  private static final Duration START = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;

  private ServerRun(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it and waits for nothing. */
  static ServerRun start(ProcessBuilder command, Path output) {
    try {
      return new ServerRun(
          command.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives it a line of input, and no more. */
  ServerRun tell(String line) {
    try (var in = process.getOutputStream()) {
      in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it listens there. */
  ServerRun awaitPort(int port) {
    try {
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || ToriiProcess.accepts(port));
    } catch (ConditionTimeoutException e) {
      close();
      throw new IllegalStateException("nobody listens: " + said(0), e);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("ended with " + process.exitValue() + ": " + said(0));
    }
    return this;
  }

  long pid() {
    return process.pid();
  }

  /** How long its output is now. */
  long mark() {
    try {
      return Files.size(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its output from there on. */
  String said(long from) {
    try {
      byte[] all = Files.readAllBytes(output);
      int start = (int) Math.min(from, all.length);
      return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** With what a shell has started. */
  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
