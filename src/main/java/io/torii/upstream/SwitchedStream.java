package io.torii.upstream;

import io.torii.exchange.MemberStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A connection on loan for good: its pool counts it, and does not get it back. No watchdog looks at
 * it; how long it may be idle is for the tunnel to say, which knows both directions.
 */
final class SwitchedStream implements MemberStream {

  private final Lease lease;
  private final MemberConnection connection;
  private byte[] early;

  /** Takes over a connection whose member has sent the head of a 101, and maybe more. */
  SwitchedStream(Lease lease) {
    this.lease = lease;
    this.connection = lease.connection();
    this.early = connection.surrender();
  }

  @Override
  public int read(byte[] into) throws IOException {
    if (early.length == 0) {
      return connection.in().read(into);
    }
    int count = Math.min(into.length, early.length);
    System.arraycopy(early, 0, into, 0, count);
    early = Arrays.copyOfRange(early, count, early.length);
    return count;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    connection.out().write(from, offset, length);
    connection.out().flush();
  }

  @Override
  public void endOutput() throws IOException {
    connection.endOutput();
  }

  @Override
  public void close() {
    lease.discard();
  }
}
