package io.torii.servlet;

import java.io.IOException;

/**
 * Thrown out of the servlet to make the container cut the connection: the one way that the Servlet
 * API leaves to tell a client that a response is not whole. What happened is in the error log
 * already, so it has no stack trace.
 */
final class AbortedResponse extends IOException {

  private static final long serialVersionUID = 1L;

  AbortedResponse() {
    super("the response broke off; the error log says why");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
