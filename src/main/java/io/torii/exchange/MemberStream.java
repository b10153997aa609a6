package io.torii.exchange;

import java.io.IOException;

/**
 * The connection to a member after a 101: bytes of whatever protocol was agreed on. One thread may
 * read while another one writes.
 */
public interface MemberStream {

  /** Waits for bytes, at least one; -1 when the member has ended its half. */
  int read(byte[] into) throws IOException;

  /** Waits until the member has taken them. */
  void write(byte[] from, int offset, int length) throws IOException;

  /** Ends our half: the member reads the end of the stream, and may still write. */
  void endOutput() throws IOException;

  /** Breaks the connection, from any thread; whoever waits on it is woken. */
  void close();
}
