package io.torii.home;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** Compares a body, piece by piece, with what it must be. */
final class SoakComparison {

  private static final int PIECE = 16 << 10;

  private final SoakAsk ask;
  private final boolean compare;
  private final byte[] piece = new byte[PIECE];
  private int at;
  private boolean wrong;

  /** Compares nothing if it is not the body that was asked for. */
  SoakComparison(SoakAsk ask, boolean compare) {
    this.ask = ask;
    this.compare = compare;
  }

  /**
   * Reads so many bytes.
   *
   * @throws Cut if fewer come
   */
  void take(InputStream from, long count) throws IOException {
    for (long left = count; left > 0; ) {
      int n;
      try {
        n = from.read(piece, 0, (int) Math.min(left, PIECE));
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        n = -1;
      }
      if (n < 0) {
        throw new Cut(wrong);
      }
      look(n);
      left -= n;
      ask.pause().rest();
    }
  }

  private void look(int n) {
    byte[] all = ask.bytes();
    if (compare) {
      wrong |= at + n > all.length || !Arrays.equals(piece, 0, n, all, at, at + n);
      at += n;
    }
  }

  /** After its end. */
  SoakClient.Body verdict() {
    return wrong || (compare && at != ask.size()) ? SoakClient.Body.WRONG : SoakClient.Body.WHOLE;
  }

  /** The connection ended first. */
  static final class Cut extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean wrong;

    Cut(boolean wrong) {
      super("cut");
      this.wrong = wrong;
    }

    boolean wrong() {
      return wrong;
    }
  }
}
