package io.torii.servlet;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/**
 * Grizzly's (Payara), which goes on waiting for a next request unless it is told otherwise. It
 * knows no half of a connection, and what was written may be in its own queue yet.
 */
final class GrizzlyConnection extends UpgradedConnection {

  private final Object connection;

  GrizzlyConnection(WebConnection web, Object connection) throws IOException {
    super(web);
    this.connection = connection;
  }

  @Override
  public void close() {
    super.close();
    GrizzlyExchange.close(connection, "closeSilently");
  }
}
