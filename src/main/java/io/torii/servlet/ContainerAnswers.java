package io.torii.servlet;

import io.torii.exchange.ErrorPage;
import io.torii.exchange.Exchange;
import io.torii.exchange.Gateway;
import io.torii.exchange.Generation;
import io.torii.exchange.Nobody;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the container answers itself, before the front filter sees it or in its place: a malformed
 * request line, two Hosts, a body that breaks off. It gets our page and a line in our logs.
 */
public final class ContainerAnswers {

  private static final String REASON =
      "The request is malformed, broke off, or is of a kind that is not served.";
  private static final String REMEDY = "The client must send a well-formed request.";
  private static final String LATE = "The client fell silent within the head of its request.";
  private static final String LATE_REMEDY = "RequestReadTimeout header= says how long it may.";
  private static final String REQUEST = "io.torii.refused";

  private final Gateway gateway;
  private final RequestIds ids = new RequestIds();

  public ContainerAnswers(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * The body of such an answer.
   *
   * @param headers gets the fields that go with it
   */
  public byte[] page(HttpServletRequest in, int status, Headers headers) {
    Generation generation = gateway.enter();
    try {
      return generation.engine().page(request(in, generation), answer(status), headers);
    } finally {
      gateway.leave();
    }
  }

  private static ErrorPage answer(int status) {
    return switch (status) {
      case HttpServletResponse.SC_INTERNAL_SERVER_ERROR ->
          new ErrorPage(status, "", "The server has failed.", "");
      case HttpServletResponse.SC_REQUEST_TIMEOUT ->
          new ErrorPage(status, "AH01382", LATE, LATE_REMEDY);
      default -> new ErrorPage(status, "", REASON, REMEDY);
    };
  }

  /**
   * Writes the access log's line, unless the front filter has seen the request and written it.
   *
   * @param sent the answer's fields; asked for only if there is a line to write
   * @param nanos how long it took
   */
  public void log(
      HttpServletRequest in, int status, Supplier<Headers> sent, long bytes, long nanos) {
    if (in.getAttribute(Exchange.ATTRIBUTE) != null) {
      return;
    }
    Generation generation = gateway.enter();
    try {
      Request request = request(in, generation);
      Headers headers = sent.get();
      Decision.Answer decision =
          new Decision.Answer(request.host().settings(), status, "", REASON, REMEDY, headers);
      long now = System.nanoTime();
      Exchange exchange =
          new Exchange(request, decision, new Nobody(), System::nanoTime, now - nanos);
      exchange.answered(status, status, headers);
      exchange.bodySent(bytes);
      generation.completed().accept(exchange.completed(false));
    } finally {
      gateway.leave();
    }
  }

  private Request request(HttpServletRequest in, Generation generation) {
    if (in.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
      return exchange.request();
    }
    if (in.getAttribute(REQUEST) instanceof Request request) {
      return request;
    }
    Connection connection = RequestReader.connection(in);
    Headers headers = RequestReader.headers(in);
    // What could not be read is empty.
    String path = text(RequestReader.path(in));
    String protocol = text(in.getProtocol());
    String target = path.isEmpty() ? "" : RequestReader.target(in);
    Request request =
        new Request(
            ids.next(),
            Instant.now(),
            connection,
            text(in.getMethod()),
            target,
            path,
            in.getQueryString(),
            protocol,
            headers,
            generation.router().host(connection, target, protocol, headers));
    in.setAttribute(REQUEST, request);
    return request;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
