package io.torii.faults;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Reads with a pause after each megabyte. */
final class SlowStream extends FilterInputStream {

  private static final int UNTIL_PAUSE = 1 << 20;

  private final Duration pause;
  private int read;

  SlowStream(InputStream in, Duration pause) {
    super(in);
    this.pause = pause;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = super.read(into, offset, length);
    read += Math.max(n, 0);
    if (read >= UNTIL_PAUSE) {
      read = 0;
      pause();
    }
    return n;
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
