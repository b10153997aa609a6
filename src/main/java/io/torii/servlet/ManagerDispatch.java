package io.torii.servlet;

import io.torii.exchange.Exchange;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Hands a request that may see the manager on to the application's own pages. */
final class ManagerDispatch {

  /** The handler's name in logs and conditions. */
  private static final String HANDLER = "balancer-manager";

  private final String internal;

  /**
   * A dispatch to one place.
   *
   * @param internal where the manager's resources are, without a trailing slash
   */
  ManagerDispatch(String internal) {
    this.internal = internal;
  }

  /** {@code PREFIX} and {@code PREFIX/} are the page; what follows them is the resource. */
  void dispatch(
      HttpServletRequest in,
      HttpServletResponse out,
      Exchange exchange,
      Decision.Manager manager,
      Headers added)
      throws IOException, ServletException {
    String path = exchange.request().path();
    String rest = path.substring(Math.min(path.length(), manager.prefix().length()));
    String resource = rest.isEmpty() || rest.equals("/") ? "/page" : rest;
    for (Headers.Field field : added) {
      out.addHeader(field.name(), field.value());
    }
    exchange.handler(HANDLER);
    Counted counted = new Counted(out, exchange);
    try {
      in.getRequestDispatcher(internal + encoded(resource) + query(in)).forward(in, counted);
    } finally {
      Headers headers = new Headers();
      for (String name : out.getHeaderNames()) {
        out.getHeaders(name).forEach(value -> headers.add(name, value));
      }
      exchange.answered(out.getStatus(), out.getStatus(), headers);
    }
  }

  /** Written down again, as not every container hands the original one on. */
  private static String query(HttpServletRequest in) {
    return in.getQueryString() == null ? "" : "?" + in.getQueryString();
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).getRawPath();
    } catch (URISyntaxException e) {
      return "/";
    }
  }

  /** Counts the bytes of the body. */
  private static final class Counted extends HttpServletResponseWrapper {

    private final Exchange exchange;
    private @Nullable ServletOutputStream stream;

    Counted(HttpServletResponse response, Exchange exchange) {
      super(response);
      this.exchange = exchange;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (stream == null) {
        stream = new CountedStream(super.getOutputStream(), exchange);
      }
      return stream;
    }
  }

  private static final class CountedStream extends ServletOutputStream {

    private final ServletOutputStream out;
    private final Exchange exchange;

    CountedStream(ServletOutputStream out, Exchange exchange) {
      this.out = out;
      this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      exchange.bodySent(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      exchange.bodySent(length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
