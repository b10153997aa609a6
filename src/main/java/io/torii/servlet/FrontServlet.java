package io.torii.servlet;

import io.torii.exchange.Exchange;
import io.torii.exchange.Generation;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves what the front filter has decided: every method, every path. */
public final class FrontServlet extends HttpServlet {

  /** The name under which it is registered. */
  public static final String NAME = "torii";

  private static final long serialVersionUID = 1L;

  /**
   * Hands the exchange to the engine of the configuration that it began with.
   *
   * @throws IOException if the client cannot be served to the end; the container cuts the
   *     connection
   */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange exchange = (Exchange) request.getAttribute(Exchange.ATTRIBUTE);
    Generation generation = (Generation) request.getAttribute(FrontFilter.GENERATION);
    if (exchange == null || generation == null) {
      // A container that dispatches here around the filter has lost its way: nothing is served so.
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    generation.engine().serve(exchange);
  }
}
