package io.torii.upstream;

import java.io.IOException;
import java.util.Arrays;

/** What is about to be written to a member, so that a head and a small body go out together. */
final class OutputBuffer {

  /** Room for a chunk's size line, its end and the last chunk. */
  static final int CHUNK_OVERHEAD = 32;

  /** Where it goes. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] from, int offset, int length) throws IOException;
  }

  /** Enough for most heads; it grows for a body. */
  private static final int LEAST = 1024;

  private final Sink sink;
  private final int size;
  private byte[] bytes;
  private int count;
  private boolean flushed;

  /**
   * An empty one.
   *
   * @param size how many bytes it collects at most
   */
  OutputBuffer(Sink sink, int size) {
    this.sink = sink;
    this.size = size;
    this.bytes = new byte[Math.min(size, LEAST)];
  }

  /** Forgets what the last exchange left. */
  void reset() {
    count = 0;
    flushed = false;
  }

  /** True if a byte of this exchange may have gone out. */
  boolean flushed() {
    return flushed;
  }

  int room() {
    return size - count;
  }

  int capacity() {
    return size;
  }

  boolean isEmpty() {
    return count == 0;
  }

  void write(int b) throws IOException {
    if (count == size) {
      flush();
    }
    grow(1);
    bytes[count++] = (byte) b;
  }

  /** Copies what fits, and writes through what is longer than the buffer. */
  void write(byte[] from, int offset, int length) throws IOException {
    if (length > room()) {
      flush();
      if (length > size) {
        flushed = true;
        sink.write(from, offset, length);
        return;
      }
    }
    grow(length);
    System.arraycopy(from, offset, bytes, count, length);
    count += length;
  }

  private void grow(int more) {
    if (more > bytes.length - count) {
      bytes = Arrays.copyOf(bytes, Math.min(size, Math.max(2 * bytes.length, count + more)));
    }
  }

  /**
   * The text's characters, one byte each (ISO 8859-1). What has no byte becomes a question mark;
   * cutting its upper half off could make a line feed of it.
   */
  void text(String text) throws IOException {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      write(c > 0xff ? '?' : c);
    }
  }

  void flush() throws IOException {
    if (count > 0) {
      int length = count;
      count = 0;
      flushed = true;
      sink.write(bytes, 0, length);
    }
  }
}
