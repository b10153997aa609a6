package io.torii.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client in the hands of the test. */
final class FakeClientEnd implements TunnelClient {

  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private volatile boolean whole;
  private volatile boolean broken;
  private volatile boolean ended;
  private volatile boolean closed;

  /** Knows no half. */
  void isWhole() {
    whole = true;
  }

  void breaks() {
    broken = true;
  }

  boolean ended() {
    return ended;
  }

  boolean closed() {
    return closed;
  }

  String text() {
    return got.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (broken) {
      throw new IOException("reset");
    }
    got.write(from, offset, length);
  }

  @Override
  public boolean endOutput() {
    ended = true;
    return !whole;
  }

  @Override
  public void close() {
    closed = true;
  }
}
