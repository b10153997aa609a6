package io.torii.testkit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** {@code java -jar torii-standalone.war …} as a process of its own. */
public final class ToriiProcess implements AutoCloseable {

  /** A second is enough, where nobody else wants the processor. */
  private static final Duration START = Duration.ofMinutes(2);

  private final Process process;
  private final Queue<String> out = new ConcurrentLinkedQueue<>();
  private final Queue<String> err = new ConcurrentLinkedQueue<>();
  private final List<Thread> readers = new ArrayList<>();

  private ToriiProcess(Process process) {
    this.process = process;
    readers.add(read(process.getInputStream(), out));
    readers.add(read(process.getErrorStream(), err));
  }

  /** Starts the product with these arguments and does not wait for anything. */
  public static ToriiProcess start(String... arguments) {
    return startWith(256, arguments);
  }

  /** The same in a folder, so that files of it need no path. */
  public static ToriiProcess startIn(Path folder, String... arguments) {
    return start(folder, 256, arguments);
  }

  /** The same with so many MiB for its objects. */
  public static ToriiProcess startWith(int mebibytes, String... arguments) {
    return start(Path.of(""), mebibytes, arguments);
  }

  private static ToriiProcess start(Path folder, int mebibytes, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + mebibytes + "m");
    command.add("-jar");
    String war = System.getProperty("torii.standalone.war", "target/torii-standalone.war");
    command.add(Path.of(war).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      return new ToriiProcess(builder.directory(folder.toAbsolutePath().toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that is free now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until somebody accepts connections on a loopback port, or the process has ended. */
  public ToriiProcess awaitPort(int port) {
    try {
      await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || accepts(port));
    } catch (ConditionTimeoutException e) {
      close();
      throw new IllegalStateException("nobody listens: " + out() + err(), e);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("ended with " + process.exitValue() + ": " + out() + err());
    }
    return this;
  }

  /** Waits for the end and returns the exit status. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running: " + out() + err());
      }
      for (Thread reader : readers) {
        reader.join(START.toMillis());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public String out() {
    return String.join("\n", out);
  }

  public String err() {
    return String.join("\n", err);
  }

  /** Asks it to stop, as SIGTERM does. */
  public void terminate() {
    // Process.destroy closes our ends of its streams too, and its last words would be lost.
    process.toHandle().destroy();
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** Asks it to reload. */
  public void hangUp() {
    try {
      new ProcessBuilder("kill", "-HUP", Long.toString(pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Whether somebody takes connections on a loopback port. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Thread read(InputStream stream, Queue<String> into) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null) {
                  into.add(line);
                  line = lines.readLine();
                }
              } catch (IOException e) {
                into.add("(cut off: " + e.getMessage() + ")");
              }
            },
            "torii-process-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
