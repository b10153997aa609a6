package io.torii.standalone;

import io.torii.http.Connection;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP on connections that start with a PROXY header. */
final class ProxiedProtocol extends Http11NioProtocol {

  private final ProxyProtocolEndpoint endpoint;

  ProxiedProtocol() {
    this(new ProxyProtocolEndpoint());
  }

  private ProxiedProtocol(ProxyProtocolEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  /** Tells the application who the peer of such a connection really is. */
  static final class Introduction extends ValveBase {

    Introduction() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (request.getConnector().getProtocolHandler() instanceof ProxiedProtocol protocol) {
        InetAddress proxy = InetAddress.getByName(request.getRemoteAddr());
        protocol
            .endpoint
            .client(new InetSocketAddress(proxy, request.getRemotePort()))
            .ifPresent(client -> request.setAttribute(Connection.PEER, client));
      }
      getNext().invoke(request, response);
    }
  }
}
