package io.torii.servlet;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;

/**
 * Tomcat's. Its connection only notes that it is to be closed, and does it when the client says
 * something; and after a client's end of stream it asks again and again whether there is more.
 */
final class TomcatConnection extends UpgradedConnection {

  private final TomcatSocket socket;

  TomcatConnection(WebConnection connection, TomcatSocket socket) throws IOException {
    super(connection);
    this.socket = socket;
  }

  @Override
  void patience(Duration most) {
    socket.writeTimeout(most);
  }

  @Override
  boolean heldAfterEnd() {
    return true;
  }

  @Override
  public boolean endOutput() {
    return socket.endOutput();
  }

  @Override
  public void close() {
    super.close();
    socket.stop();
  }
}
