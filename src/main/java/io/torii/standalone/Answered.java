package io.torii.standalone;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Tells a thread that its connection may have another request; none of HTTP/2, or of a tunnel. */
final class Answered extends ValveBase {

  Answered() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (response.getStatus() != Response.SC_SWITCHING_PROTOCOLS
        && "HTTP/1.1".equals(request.getProtocol())) {
      RequestThread.answered();
    }
  }
}
