package io.torii.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A member in the hands of the test. */
final class FakeMember implements MemberStream {

  private static final byte[] END = new byte[0];
  private static final byte[] BREAK = new byte[0];

  private final BlockingQueue<byte[]> said = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private byte[] rest = END;
  private volatile boolean ended;
  private volatile boolean closed;

  void says(String text) {
    said.add(text.getBytes(StandardCharsets.US_ASCII));
  }

  void ends() {
    said.add(END);
  }

  void breaks() {
    said.add(BREAK);
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
  public int read(byte[] into) throws IOException {
    if (rest.length == 0) {
      try {
        rest = said.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (rest == END) {
        return -1;
      }
      if (rest == BREAK) {
        throw new IOException("reset");
      }
    }
    int count = Math.min(into.length, rest.length);
    System.arraycopy(rest, 0, into, 0, count);
    rest = Arrays.copyOfRange(rest, count, rest.length);
    return count;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    got.write(from, offset, length);
  }

  @Override
  public void endOutput() {
    ended = true;
  }

  @Override
  public void close() {
    closed = true;
    breaks();
  }
}
