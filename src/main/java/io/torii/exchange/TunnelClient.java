package io.torii.exchange;

import java.io.IOException;

/** The client's connection after a 101, as far as it is written to. */
public interface TunnelClient {

  /** Sends bytes on at once, and waits until the container has taken them. */
  void write(byte[] from, int offset, int length) throws IOException;

  /**
   * Ends our half: the client reads the end of the stream, and may still write.
   *
   * @return false if the container cannot end one half alone
   */
  boolean endOutput();

  /** Closes the connection behind what was written, from any thread. */
  void close();
}
