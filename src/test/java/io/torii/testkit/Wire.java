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
    byte[] body = bodyBytes(head);
    Seen whole = head.with(new String(body, StandardCharsets.ISO_8859_1));
    backend.replace(head, whole);
    return whole;
  }

  private byte[] bodyBytes(Seen head) throws IOException {
    if (head.header("Transfer-Encoding").isPresent()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.write(exactly(size));
        line();
      }
      while (!line().isEmpty()) {
        // trailers
      }
      return body.toByteArray();
    }
    Optional<String> length = head.header("Content-Length");
    return length.isEmpty() ? new byte[0] : exactly(Integer.parseInt(length.get()));
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the peer closed within the body");
    }
    return bytes;
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

  /** Closes with a reset. */
  public void reset() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /** Waits until the peer closes, reading and dropping what it sends. */
  public void untilClosed() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Waits for the backend to be stopped, reading nothing. */
  public void stall() throws IOException {
    pause(Duration.ofMinutes(5));
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
