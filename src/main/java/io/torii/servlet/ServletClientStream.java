package io.torii.servlet;

import io.torii.exchange.ClientStream;
import io.torii.http.Headers;
import io.torii.http.Status;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;

/** The streams of a servlet request and its response. */
final class ServletClientStream implements ClientStream {

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private boolean headSent;
  private boolean aborted;

  ServletClientStream(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public InputStream input() throws IOException {
    UndertowExchange.of(request).ifPresent(UndertowExchange::liftDefaultLimit);
    return request.getInputStream();
  }

  @Override
  public void head(int status, Headers headers) throws IOException {
    if (headSent) {
      throw new IllegalStateException("the head was sent before");
    }
    headSent = true;
    response.setStatus(status);
    for (Headers.Field field : headers) {
      response.addHeader(field.name(), field.value());
    }
    if (endsByClosing(status, headers)) {
      response.setHeader("Transfer-Encoding", "chunked");
    }
  }

  /**
   * Undertow ends a body of unknown length by closing if the client wants the connection closed
   * anyway, and then nobody can tell whether it is whole. Other servers use chunks unasked.
   */
  private boolean endsByClosing(int status, Headers headers) {
    return !headers.contains("Content-Length")
        && !Status.withoutBody(status)
        && !request.getMethod().equals("HEAD")
        && request.getProtocol().equals("HTTP/1.1")
        && UndertowExchange.serves(request);
  }

  @Override
  public OutputStream output() throws IOException {
    return response.getOutputStream();
  }

  @Override
  public boolean committed() {
    return headSent || response.isCommitted();
  }

  @Override
  public OptionalInt answered() {
    return !headSent && response.isCommitted()
        ? OptionalInt.of(response.getStatus())
        : OptionalInt.empty();
  }

  /**
   * No servlet method cuts a connection: an exception out of the filter does, once the head is on
   * the wire. Before that the container would put a page of its own, whole and well-formed, behind
   * our head. Undertow does not cut even then.
   */
  @Override
  public void abort() {
    if (headSent && !response.isCommitted()) {
      try {
        response.flushBuffer();
      } catch (IOException e) {
        // The client is gone: it has noticed.
      }
    }
    aborted = UndertowExchange.of(request).map(exchange -> !exchange.cut()).orElse(true);
  }

  /** Whether an exception still has to cut the connection. */
  boolean aborted() {
    return aborted;
  }
}
