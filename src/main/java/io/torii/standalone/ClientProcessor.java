package io.torii.standalone;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * One client's requests over HTTP/1. A client that falls silent within a head is answered 408 (RFC
 * 9110 §15.5.9), where the container would close without a word; one that has not begun a request
 * is not, since nobody asked.
 */
final class ClientProcessor extends Http11Processor {

  ClientProcessor(ListenerProtocol protocol, Adapter adapter) {
    super(protocol, adapter);
  }

  @Override
  public SocketState process(SocketWrapperBase<?> client, SocketEvent event) throws IOException {
    // Between two requests a connection has no processor: this one has read a part of a head.
    boolean late =
        event == SocketEvent.ERROR
            && client.getError() instanceof SocketTimeoutException
            && !isAsync()
            && !isUpgrade();
    return late ? late() : super.process(client, event);
  }

  private SocketState late() throws IOException {
    response.setStatus(408);
    setErrorState(ErrorState.CLOSE_CLEAN, null);
    try {
      getAdapter().service(request, response);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    return SocketState.CLOSED;
  }
}
