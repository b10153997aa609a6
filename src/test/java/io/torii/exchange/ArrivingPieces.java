package io.torii.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives one piece at a time, and says that nothing more is there. */
final class ArrivingPieces extends InputStream {

  private final Deque<String> pieces;

  ArrivingPieces(String... pieces) {
    this.pieces = new ArrayDeque<>(List.of(pieces));
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("bodies are read in pieces");
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    @Nullable String piece = pieces.poll();
    if (piece == null) {
      return -1;
    }
    byte[] bytes = piece.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, into, offset, bytes.length);
    return bytes.length;
  }
}
