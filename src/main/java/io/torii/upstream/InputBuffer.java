package io.torii.upstream;

import java.io.IOException;

/** What has been read from a member and not been used yet. */
final class InputBuffer {

  /** Where more comes from. */
  @FunctionalInterface
  interface Source {
    /** As {@link java.io.InputStream#read(byte[], int, int)}: at least one byte, or -1. */
    int read(byte[] into, int offset, int length) throws IOException;
  }

  private final Source source;
  private final byte[] bytes;
  private int position;
  private int limit;

  InputBuffer(Source source, int size) {
    this.source = source;
    this.bytes = new byte[size];
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
    }
    return read > 0;
  }

  /** What is there, or if nothing is, what comes next; does not wait to fill {@code into}. */
  int read(byte[] into, int offset, int length) throws IOException {
    if (!hasBytes()) {
      if (length >= bytes.length) {
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
