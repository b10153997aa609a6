package io.torii.faults;

import static org.awaitility.Awaitility.await;

import io.torii.testkit.RawClient;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A client's connection, on which it misbehaves. */
final class Dialogue implements Closeable {

  private final RawClient client;
  private final InputStream in;
  private final String path;
  private final Faulty member;
  private final CountDownLatch gone;
  private final AtomicLong goneAt;

  Dialogue(int port, String path, Faulty member, CountDownLatch gone, AtomicLong goneAt)
      throws IOException {
    this.client = RawClient.to(port);
    this.in = new BufferedInputStream(client.in());
    this.path = path;
    this.member = member;
    this.gone = gone;
    this.goneAt = goneAt;
  }

  /** Sends a text in which {@code @} stands for the path and {@code ~} for a line's end. */
  Dialogue say(String text) throws IOException {
    return raw(text.replace("@", path).replace("~", "\r\n"));
  }

  /** Sends a text as it is. */
  Dialogue raw(String text) throws IOException {
    client.send(text);
    return this;
  }

  /** Says that nothing more comes, and listens on. */
  Dialogue endOutput() throws IOException {
    client.endOutput();
    return this;
  }

  /** Goes away with a reset. */
  String leave() throws IOException {
    client.reset();
    return left();
  }

  /** Goes away with no more than a FIN, as if it still listened. */
  String hangUp() throws IOException {
    client.close();
    return left();
  }

  private String left() {
    goneAt.set(System.nanoTime());
    gone.countDown();
    return "";
  }

  /** Waits until the member has been asked so many times. */
  Dialogue asked(int times) {
    await().until(() -> member.faults().size() >= times);
    return this;
  }

  /** Reads one answer. */
  Heard heard() throws IOException {
    return Heard.read(in, false);
  }

  /** The same, with a pause before each megabyte. */
  Heard heard(Duration pause) throws IOException {
    return Heard.read(new SlowStream(in, pause), false);
  }

  /** Reads one answer: {@code 400}, {@code 200 cut} or {@code closed}. */
  String hear() throws IOException {
    return heard().inShort();
  }

  InputStream in() {
    return in;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
