package io.torii.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A backend's end of one connection, in the hands of a {@link Script}. */
public final class Wire {

  private final Backend backend;
  private final Socket socket;
  private final Socket raw;
  private final int number;
  private final CountDownLatch stopped;
  private final InputStream in;
  private final OutputStream out;
  private List<String> trailers = List.of();

  Wire(Backend backend, Socket socket, Socket raw, int number, CountDownLatch stopped)
      throws IOException {
    this.backend = backend;
    this.socket = socket;
    this.raw = raw;
    this.number = number;
    this.stopped = stopped;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Which connection of the backend this is, from 1. */
  public int number() {
    return number;
  }

  public InputStream in() {
    return in;
  }

  public Socket socket() {
    return socket;
  }

  /** Reads a head and records the request without its body; empty if the peer has closed. */
  public Optional<Seen> head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0; // the last four bytes
    while (last != 0x0d0a0d0a) {
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      head.write(b);
      last = last << 8 | b;
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Seen seen = new Seen(text.substring(0, text.length() - 4), "", number);
    backend.record(seen);
    return Optional.of(seen);
  }

  /** Reads the body of a request whose head was read, and records it with its request. */
  public Seen body(Seen head) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body(head, body);
    Seen whole = head.with(body.toString(StandardCharsets.ISO_8859_1));
    backend.replace(head, whole);
    return whole;
  }

  /** Reads such a body away into a sink: one that is too large to be recorded. */
  public void body(Seen head, OutputStream sink) throws IOException {
    if (head.header("Transfer-Encoding").isPresent()) {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        copy(size, sink);
        line();
      }
      List<String> behind = new ArrayList<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        behind.add(line);
      }
      trailers = List.copyOf(behind);
      return;
    }
    Optional<String> length = head.header("Content-Length");
    if (length.isPresent()) {
      copy(Long.parseLong(length.get()), sink);
    }
  }

  /** The fields behind the last body that came in chunks. */
  public List<String> trailers() {
    return trailers;
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private void copy(long count, OutputStream sink) throws IOException {
    byte[] piece = new byte[(int) Math.min(count, 1 << 16)];
    for (long left = count; left > 0; ) {
      int read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new EOFException("the peer closed within the body");
      }
      sink.write(piece, 0, read);
      left -= read;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the peer closed within a line");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  /** Head and body; empty if the peer has closed. */
  public Optional<Seen> request() throws IOException {
    Optional<Seen> head = head();
    return head.isEmpty() ? head : Optional.of(body(head.get()));
  }

  /** Sends characters as bytes (ISO 8859-1), nothing added. */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** A complete response with a Content-Length. */
  public void answer(int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    send("HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s".formatted(status, bytes.length, body));
  }

  /** Closes with everything that was sent arriving first. */
  public void close() throws IOException {
    socket.close();
  }

  /** Ends our half; the peer reads the end of the stream, and may still write. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Closes with a reset. */
  public void reset() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /** Ends our half below TLS: without its close_notify, as an attacker on the way would. */
  public void drop() throws IOException {
    raw.shutdownOutput();
  }

  /** Waits until the peer closes, reading and dropping what it sends. */
  public void untilClosed() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Waits for the backend to be stopped, reading nothing. */
  public void stall() throws IOException {
    pause(Duration.ofMinutes(5));
  }

  /** Waits for a test to get somewhere. */
  public void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("the test did not get there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Lets time pass, less if the backend is stopped. */
  public void pause(Duration duration) throws IOException {
    try {
      if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
