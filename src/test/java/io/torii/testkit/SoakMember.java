package io.torii.testkit;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A member of a soak in a process of its own, which can be killed and started again on its port,
 * and the script that members in the test's own process have too: {@code /body}, {@code /echo} and
 * {@code /events}, each with {@code /seed/size/framing}, and {@code /ws}.
 */
public final class SoakMember implements AutoCloseable {

  private static final int PIECE = 30_000;

  /** What the kernel keeps of an answer; by itself it would keep megabytes. */
  private static final int SENT = 64 << 10;

  private static final Duration BETWEEN_EVENTS = Duration.ofMillis(10);
  private static final int ATTEMPTS = 100;

  private final String name;
  private final int port;
  private final Queue<String> wrong;
  private Process process;

  private SoakMember(String name, int port, Queue<String> wrong) throws IOException {
    this.name = name;
    this.wrong = wrong;
    this.process = run(name, port);
    this.port = follow(process);
  }

  /**
   * Starts one on a free port.
   *
   * @param wrong takes what it finds wrong with requests
   */
  public static SoakMember start(String name, Queue<String> wrong) throws IOException {
    return new SoakMember(name, 0, wrong);
  }

  private static Process run(String name, int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes(),
            SoakMember.class.getName(),
            name,
            Integer.toString(port))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String classes() {
    try {
      return Path.of(SoakMember.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private int follow(Process of) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(of.getInputStream(), StandardCharsets.UTF_8));
    String first = lines.readLine();
    if (first == null) {
      throw new IOException(name + " did not start");
    }
    Thread reader =
        new Thread(
            () -> {
              try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  wrong.add(line);
                }
              } catch (IOException e) {
                // killed
              }
            },
            "soak-" + name);
    reader.setDaemon(true);
    reader.start();
    return Integer.parseInt(first);
  }

  /** The other side: serves until its standard input ends. */
  public static void main(String... arguments) throws Exception {
    Script script = script(arguments[0], new SoakLies(), System.out::println);
    try (Backend backend = bind(Integer.parseInt(arguments[1]), script)) {
      System.out.println(backend.port());
      while (System.in.read() >= 0) {
        // the parent keeps it open
      }
    }
  }

  /**
   * Connections of the one before may hold the port for a moment. A new one is none that systems
   * give to clients: one of them could have it when the member comes back.
   */
  private static Backend bind(int port, Script script) throws Exception {
    for (int i = 0; ; i++) {
      try {
        int wanted = port == 0 ? ThreadLocalRandom.current().nextInt(10_240, 32_768) : port;
        return Backend.startForgetful(wanted, script);
      } catch (BindException e) {
        if (i == ATTEMPTS) {
          throw e;
        }
        if (port == 0) {
          continue;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    try {
      if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again, on the same port; returns when it listens. */
  public void restart() {
    try {
      process = run(name, port);
      follow(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Who finds something wrong with a request. */
  public interface Complaints {
    void add(String what);
  }

  /** What such a member does with each connection. */
  public static Script script(String name, SoakLies lies, Complaints wrong) {
    return wire -> {
      wire.socket().setSendBufferSize(SENT);
      for (Optional<Seen> head = wire.head(); head.isPresent(); head = wire.head()) {
        Seen request = head.get();
        List<String> path = Arrays.asList(request.target().substring(1).split("/", -1));
        if (path.get(0).equals("ws")) {
          WebSocketServer.serve(request, wire);
          return;
        }
        int seed = Integer.parseInt(path.get(1));
        int size = Integer.parseInt(path.get(2));
        boolean chunked = path.get(3).equals("chunked");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        wire.body(request, body);
        switch (path.get(0)) {
          case "body" -> {
            if (!lies.answer(wire, name, seed, size)) {
              send(wire, name, SoakBody.view(seed, size), chunked);
            }
          }
          case "echo" -> {
            byte[] got = body.toByteArray();
            if (!Arrays.equals(got, SoakBody.of(seed, size))) {
              wrong.add(request.requestLine() + " came with other bytes: " + got.length);
            }
            send(wire, name, ByteBuffer.wrap(got), chunked);
          }
          default -> events(wire, name, seed);
        }
      }
    };
  }

  private static void send(Wire wire, String name, ByteBuffer body, boolean chunked)
      throws IOException {
    String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.remaining();
    wire.send("HTTP/1.1 200 OK\r\nX-Member: " + name + "\r\n" + framing + "\r\n\r\n");
    while (body.hasRemaining()) {
      byte[] piece = new byte[Math.min(body.remaining(), PIECE)];
      body.get(piece);
      if (chunked) {
        chunk(wire, piece);
      } else {
        wire.send(piece);
      }
    }
    if (chunked) {
      wire.send("0\r\n\r\n");
    }
  }

  private static void chunk(Wire wire, byte[] piece) throws IOException {
    wire.send(Integer.toHexString(piece.length) + "\r\n");
    wire.send(piece);
    wire.send("\r\n");
  }

  private static void events(Wire wire, String name, int seed) throws IOException {
    wire.send(
        "HTTP/1.1 200 OK\r\nX-Member: "
            + name
            + "\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < SoakBody.EVENTS; i++) {
      chunk(wire, SoakBody.event(seed, i));
      wire.pause(BETWEEN_EVENTS);
    }
    wire.send("0\r\n\r\n");
  }
}
