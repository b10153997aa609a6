package io.torii.standalone;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * The container's way into the servlets, and what is to be done when one has answered.
 *
 * @param drain called when the whole answer is on its way, before the connection goes on
 */
record DrainingAdapter(Adapter adapter, Runnable drain) implements Adapter {

  @Override
  public void service(Request request, Response response) throws Exception {
    adapter.service(request, response);
    drain.run();
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return adapter.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status)
      throws Exception {
    return adapter.asyncDispatch(request, response, status);
  }

  @Override
  public void log(Request request, Response response, long millis) {
    adapter.log(request, response, millis);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    adapter.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return adapter.getDomain();
  }
}
