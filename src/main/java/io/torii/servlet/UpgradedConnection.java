package io.torii.servlet;

import io.torii.exchange.TunnelClient;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that the container has handed over, by the Servlet API alone. What each server does
 * differently stands in its subclass.
 */
class UpgradedConnection implements TunnelClient {

  private static final Logger LOG = LoggerFactory.getLogger(UpgradedConnection.class);

  private final WebConnection connection;
  private final OutputStream out;

  UpgradedConnection(WebConnection connection) throws IOException {
    this.connection = connection;
    this.out = connection.getOutputStream();
  }

  /** Makes it, for the server that has brought the request. */
  @FunctionalInterface
  interface Kind {
    UpgradedConnection of(WebConnection connection) throws IOException;
  }

  /** What kind a request's connection will be; to be asked while the request is there. */
  static Kind kind(HttpServletRequest request) {
    Optional<Executor> undertow = UndertowExchange.of(request).flatMap(UndertowExchange::thread);
    if (undertow.isPresent()) {
      return connection -> new UndertowConnection(connection, undertow.get());
    }
    Optional<Object> grizzly = GrizzlyExchange.connection(request);
    if (grizzly.isPresent()) {
      return connection -> new GrizzlyConnection(connection, grizzly.get());
    }
    return connection -> {
      Optional<TomcatSocket> socket = TomcatSocket.of(connection.getInputStream());
      return socket.isPresent()
          ? new TomcatConnection(connection, socket.get())
          : new UpgradedConnection(connection);
    };
  }

  /** How long the client need neither take nor send anything. */
  void patience(Duration most) {
    // The tunnel itself looks after it.
  }

  /**
   * Who must do all reading, in calls that never wait; empty if whoever is told of bytes may read,
   * and wait for the member while it does.
   */
  Optional<Executor> reader() {
    return Optional.empty();
  }

  /** Reads what is there. */
  int read(ServletInputStream in, byte[] into) throws IOException {
    return in.read(into);
  }

  /** Whether the server, once the client has ended its half, must not be let go before the end. */
  boolean heldAfterEnd() {
    return false;
  }

  @Override
  public final void write(byte[] from, int offset, int length) throws IOException {
    out.write(from, offset, length);
    out.flush();
  }

  @Override
  public boolean endOutput() {
    return false;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (Exception e) { // as the Servlet API declares
      LOG.debug("closing a tunnel's client: {}", e.toString());
    }
  }

  /** Ends our half by the Servlet API, where that does it. */
  final boolean closeOutput() {
    try {
      out.close();
      return true;
    } catch (IOException e) {
      LOG.debug("ending a tunnel's client: {}", e.toString());
      return false;
    }
  }
}
