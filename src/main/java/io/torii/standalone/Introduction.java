package io.torii.standalone;

import io.torii.http.Connection;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Tells the application who is behind a connection that began with a PROXY header. */
final class Introduction extends ValveBase {

  Introduction() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getConnector().getProtocolHandler() instanceof ListenerProtocol protocol
        && protocol.proxied()) {
      InetAddress proxy = InetAddress.getByName(request.getRemoteAddr());
      protocol
          .client(new InetSocketAddress(proxy, request.getRemotePort()))
          .ifPresent(client -> request.setAttribute(Connection.PEER, client));
    }
    getNext().invoke(request, response);
  }
}
