package io.torii.servlet;

import io.torii.config.VirtualHost;
import io.torii.exchange.Disclosure;
import io.torii.exchange.Exchange;
import io.torii.exchange.Gateway;
import io.torii.exchange.Generation;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The way in. Host, Location and access are decided here, before anything of the application can be
 * reached; then the request goes to the front servlet or, if a Location says so, to the manager.
 */
public final class FrontFilter implements Filter {

  static final String GENERATION = "io.torii.generation";

  private final Gateway gateway;
  private final ManagerDispatch managerDispatch;
  private final RequestIds ids = new RequestIds();

  /**
   * A filter for one application.
   *
   * @param manager the path of the manager's resources in it; nobody gets there but through here
   */
  public FrontFilter(Gateway gateway, String manager) {
    this.gateway = gateway;
    this.managerDispatch = new ManagerDispatch(manager);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest in = (HttpServletRequest) request;
    HttpServletResponse out = (HttpServletResponse) response;
    long started = System.nanoTime();
    Generation generation = gateway.enter();
    @Nullable Exchange exchange = null;
    try {
      ServletClientStream client = new ServletClientStream(in, out, gateway::closing);
      exchange = decide(in, generation, client, started);
      try {
        serve(in, out, chain, generation, exchange, client);
      } catch (RuntimeException | Error | ServletException e) {
        generation.engine().broke(exchange, e, out.isCommitted());
        throw e;
      } finally {
        complete(generation, exchange, keptAlive(in));
      }
      if (client.aborted()) {
        throw new AbortedResponse();
      }
    } finally {
      if (exchange == null) {
        gateway.leave();
      } else {
        exchange.whenOver(gateway::leave);
      }
    }
  }

  /** A tunnel is logged at its end; the container's request is not there any more then. */
  private static void complete(Generation generation, Exchange exchange, boolean keptAlive) {
    exchange.whenOver(
        () ->
            generation.completed().accept(exchange.completed(keptAlive && !exchange.tunnelled())));
  }

  private Exchange decide(
      HttpServletRequest in, Generation generation, ServletClientStream client, long started) {
    Connection connection = RequestReader.connection(in);
    Headers headers = RequestReader.headers(in);
    String target = RequestReader.target(in);
    VirtualHost host = generation.router().host(connection, target, in.getProtocol(), headers);
    Request request =
        new Request(
            id(generation, headers),
            Instant.now(),
            connection,
            in.getMethod(),
            target,
            RequestReader.path(in),
            in.getQueryString(),
            in.getProtocol(),
            headers,
            host);
    Principal principal = in.getUserPrincipal();
    request.containerUser(principal == null ? null : principal.getName());
    Decision decision = generation.router().decide(request, Trail.NONE);
    return new Exchange(request, decision, client, System::nanoTime, started);
  }

  private String id(Generation generation, Headers headers) {
    return generation.config().observe().requestIds()
        ? ids.taken(headers.get(Disclosure.REQUEST_ID))
        : ids.next();
  }

  private void serve(
      HttpServletRequest in,
      HttpServletResponse out,
      FilterChain chain,
      Generation generation,
      Exchange exchange,
      ServletClientStream client)
      throws IOException, ServletException {
    in.setAttribute(Exchange.ATTRIBUTE, exchange);
    in.setAttribute(GENERATION, generation);
    if (exchange.decision() instanceof Decision.Manager manager) {
      client.sayIfLast();
      managerDispatch.dispatch(
          in, out, exchange, manager, generation.engine().managerHeaders(exchange));
      return;
    }
    // The container may have mapped the path to a servlet of the manager's: nobody gets there so.
    if (in.getHttpServletMapping().getServletName().equals(FrontServlet.NAME)) {
      chain.doFilter(in, out);
    } else {
      in.getServletContext().getNamedDispatcher(FrontServlet.NAME).forward(in, out);
    }
  }

  /** As far as the head tells: the container may close for reasons of its own. */
  private static boolean keptAlive(HttpServletRequest in) {
    String header = in.getHeader("Connection");
    String connection = header == null ? "" : header.toLowerCase(Locale.ROOT);
    return in.getProtocol().equals("HTTP/1.0")
        ? connection.contains("keep-alive")
        : !connection.contains("close");
  }
}
