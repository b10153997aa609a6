package io.torii.servlet;

import io.torii.exchange.ClientStream;
import io.torii.http.Headers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** The streams of a servlet request and its response. */
final class ServletClientStream implements ClientStream {

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final BooleanSupplier closing;
  private boolean headSent;
  private boolean aborted;

  /**
   * The streams of one request.
   *
   * @param closing whether its connection should end with it
   */
  ServletClientStream(
      HttpServletRequest request, HttpServletResponse response, BooleanSupplier closing) {
    this.request = request;
    this.response = response;
    this.closing = closing;
  }

  @Override
  public InputStream input() throws IOException {
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
    sayIfLast();
  }

  /**
   * Tells the client that it must make a new connection for its next request, if that is so: it
   * would run into the end of this one (RFC 9112 §9.6). HTTP/2 has its own word for it.
   */
  void sayIfLast() {
    if (closing.getAsBoolean() && !request.getProtocol().startsWith("HTTP/2")) {
      response.setHeader("Connection", "close");
    }
  }

  @Override
  public OutputStream output() throws IOException {
    return response.getOutputStream();
  }

  @Override
  public boolean committed() {
    return headSent || response.isCommitted();
  }

  /**
   * No servlet method cuts a connection: an exception out of the servlet does, see FrontServlet.
   */
  @Override
  public void abort() {
    aborted = true;
  }

  boolean aborted() {
    return aborted;
  }
}
