package io.torii.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads requests or responses off a connection, as far as a measurement needs to know them. */
final class PieceReader {

  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  PieceReader(InputStream in) {
    this.in = in;
  }

  /** A head up to and with its empty line. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    do {
      head.append((char) next());
    } while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n"));
    return head.toString();
  }

  /** Reads the body that follows a head, and keeps nothing; its length. */
  long drop(String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.contains(CHUNKED)) {
      long total = 0;
      long size = Long.parseLong(line(), 16);
      while (size > 0) {
        skip(size);
        total += size;
        line();
        size = Long.parseLong(line(), 16);
      }
      line();
      return total;
    }
    int at = lower.indexOf(LENGTH);
    if (at < 0) {
      return 0;
    }
    int from = at + LENGTH.length();
    long length = Long.parseLong(lower.substring(from, lower.indexOf('\r', from)).strip());
    skip(length);
    return length;
  }

  private void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (position == limit) {
        fill();
      }
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int b = next();
    while (b != '\n') {
      if (b != '\r') {
        line.append((char) b);
      }
      b = next();
    }
    return line.toString();
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++];
  }

  private void fill() throws IOException {
    limit = in.read(buffer);
    position = 0;
    if (limit <= 0) {
      limit = 0;
      throw new EOFException(new String(buffer, 0, 0, StandardCharsets.US_ASCII));
    }
  }
}
