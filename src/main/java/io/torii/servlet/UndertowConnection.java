package io.torii.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Undertow's (WildFly). It tells of bytes on the thread that serves many connections; reading
 * elsewhere would race with its own bookkeeping, which is not meant for two threads.
 */
final class UndertowConnection extends UpgradedConnection {

  private final Executor thread;

  UndertowConnection(WebConnection connection, Executor thread) throws IOException {
    super(connection);
    this.thread = thread;
  }

  @Override
  Optional<Executor> reader() {
    return Optional.of(thread);
  }

  /**
   * Undertow looks behind the last bytes before it hands them out. If it finds the end there, and
   * our half has ended too, it closes the connection and then misses its buffer, which it has
   * copied to us before.
   */
  @Override
  int read(ServletInputStream in, byte[] into) throws IOException {
    int there = Math.min(in.available(), into.length);
    try {
      return in.read(into);
    } catch (NullPointerException e) {
      if (there == 0) {
        throw new IOException("the connection has been closed while it was read", e);
      }
      return there;
    }
  }

  @Override
  public boolean endOutput() {
    return closeOutput();
  }
}
