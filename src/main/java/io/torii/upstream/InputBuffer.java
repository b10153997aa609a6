package io.torii.upstream;

import java.io.IOException;
import java.util.Arrays;

/**
 * What has been read from a member and not been used yet. It grows with what the member sends:
 * thousands of requests wait with one.
 */
final class InputBuffer {

  /** Where more comes from. */
  @FunctionalInterface
  interface Source {
    /** As {@link java.io.InputStream#read(byte[], int, int)}: at least one byte, or -1. */
    int read(byte[] into, int offset, int length) throws IOException;
  }

  private static final int LEAST = 2048;

  private final Source source;
  private final int size;
  private byte[] bytes;
  private int position;
  private int limit;

  /**
   * An empty one.
   *
   * @param size how many bytes it holds at most
   */
  InputBuffer(Source source, int size) {
    this.source = source;
    this.size = size;
    this.bytes = new byte[Math.min(size, LEAST)];
  }

  boolean hasBytes() {
    return position < limit;
  }

  /** The next byte that is there already. */
  byte next() {
    return bytes[position++];
  }

  /** Waits for more bytes; false at the end of the stream. */
  boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = 0;
    } else if (limit == bytes.length && position > 0) {
      System.arraycopy(bytes, position, bytes, 0, limit - position);
      limit -= position;
      position = 0;
    }
    int read = source.read(bytes, limit, bytes.length - limit);
    if (read > 0) {
      limit += read;
      grow();
    }
    return read > 0;
  }

  /** Who has filled it has more to say. */
  private void grow() {
    if (limit == bytes.length && limit < size) {
      bytes = Arrays.copyOf(bytes, size);
    }
  }

  /** What is there, or if nothing is, what comes next; does not wait to fill {@code into}. */
  int read(byte[] into, int offset, int length) throws IOException {
    if (!hasBytes()) {
      if (length >= size) {
        return source.read(into, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(bytes, position, into, offset, count);
    position += count;
    return count;
  }

  /** Index of the next unused byte in {@link #bytes}; valid until the next fill. */
  int position() {
    return position;
  }

  void position(int index) {
    position = index;
  }

  int limit() {
    return limit;
  }

  byte[] bytes() {
    return bytes;
  }
}
