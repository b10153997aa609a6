package io.torii.servlet;

import io.torii.exchange.ClientStream;
import io.torii.exchange.Tunnel;
import io.torii.http.Headers;
import io.torii.http.Status;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams of a servlet request and its response. */
final class ServletClientStream implements ClientStream {

  /** For the body of a response; what Tomcat has by default, in bytes. */
  private static final int BUFFER = 8 * 1024;

  private static final int RESET_CONTENT = HttpServletResponse.SC_RESET_CONTENT;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final BooleanSupplier closing;
  private boolean headSent;
  private boolean bodyRead;
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
    UndertowExchange.of(request).ifPresent(UndertowExchange::liftDefaultLimit);
    InputStream body = request.getInputStream();
    return expects() ? new NotedInput(body) : body;
  }

  /** Whether the client waits to be told that its body is wanted; Payara has told it by now. */
  private boolean expects() {
    return "100-continue".equalsIgnoreCase(request.getHeader("Expect"))
        && request.getProtocol().equals("HTTP/1.1")
        && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null)
        && !GrizzlyExchange.serves(request);
  }

  /** Notes that the body is read, which is when the server says 100. */
  private final class NotedInput extends FilterInputStream {

    NotedInput(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      bodyRead = true;
      return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      bodyRead = true;
      return super.read(into, offset, length);
    }
  }

  @Override
  public @Nullable Headers trailers() {
    Map<String, String> fields =
        request.isTrailerFieldsReady() ? request.getTrailerFields() : Map.of();
    if (fields.isEmpty()) {
      return null;
    }
    Headers headers = new Headers();
    fields.forEach(headers::add);
    return headers;
  }

  @Override
  public boolean trail(Supplier<@Nullable Headers> fields) {
    try {
      response.setTrailerFields(() -> map(fields.get()));
      return true;
    } catch (IllegalStateException e) {
      return false; // HTTP/1.0, or the container knows of a length
    }
  }

  /**
   * Repeated fields become one, a list (RFC 9110 §5.3). HTTP/2 has lower case alone (RFC 9113
   * §8.2), which Payara does not see to.
   */
  private Map<String, String> map(@Nullable Headers fields) {
    if (fields == null) {
      return Map.of();
    }
    boolean lower = isHttp2();
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Headers.Field field : fields) {
      String name = lower ? field.name().toLowerCase(Locale.ROOT) : field.name();
      map.merge(name, field.value(), (first, next) -> first + ", " + next);
    }
    return map;
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
    if (status == RESET_CONTENT && GrizzlyExchange.serves(request)) {
      // Payara says nothing of how its body ends, and then nobody knows where the next answer is.
      response.setHeader("Connection", "close");
    }
    if (response.getBufferSize() < BUFFER && !fits(headers)) {
      response.setBufferSize(BUFFER); // little is set aside while a member is waited for
    }
    sayIfLast();
  }

  private boolean fits(Headers headers) {
    long length = headers.contentLength();
    return length >= 0 && length <= response.getBufferSize();
  }

  /**
   * Tells the client that it must make a new connection for its next request, if that is so: it
   * would run into the end of this one (RFC 9112 §9.6), or who has not been told to send a body
   * might send another request in its place (RFC 9110 §10.1.1). HTTP/2 has its own word for it.
   */
  void sayIfLast() {
    if ((closing.getAsBoolean() && !isHttp2()) || (!bodyRead && expects())) {
      response.setHeader("Connection", "close");
    }
  }

  private boolean isHttp2() {
    return request.getProtocol().startsWith("HTTP/2");
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

  /**
   * The container switches when the request is over for the application. Payara sends the 101 only
   * if it is told to; Undertow takes an upgrade only before that.
   */
  @Override
  public void upgrade(Headers headers, Tunnel tunnel) throws IOException {
    UpgradedConnection.Kind kind = UpgradedConnection.kind(request);
    headSent = true;
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    for (Headers.Field field : headers) {
      response.addHeader(field.name(), field.value());
    }
    try {
      request.upgrade(TunnelHandler.class).carry(tunnel, kind);
    } catch (ServletException e) {
      throw new IOException("the container does not switch protocols", e);
    }
    response.flushBuffer();
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
   * No servlet method cuts a connection. An exception out of the filter does, see {@link
   * AbortedResponse}, once the head is on the wire: before that the container would put a page of
   * its own behind our head, whole and well formed. Undertow and Grizzly have to be told.
   */
  @Override
  public void abort() {
    aborted =
        UndertowExchange.of(request)
            .map(exchange -> !exchange.cut())
            .orElseGet(() -> !GrizzlyExchange.cut(request));
    if (aborted && headSent && !response.isCommitted()) {
      try {
        response.flushBuffer();
      } catch (IOException e) {
        // The client is gone: it has noticed.
      }
    }
    if (aborted && isHttp2()) {
      failAtTheEnd();
    }
  }

  /**
   * In HTTP/2 Tomcat ends the stream of a servlet that failed, as if the response were whole. It
   * resets it if that end fails, too; and with it come the trailers, for which it asks us.
   */
  private void failAtTheEnd() {
    try {
      response.setTrailerFields(
          () -> {
            throw new UncheckedIOException(new AbortedResponse());
          });
    } catch (IllegalStateException e) {
      // The stream has ended: what was promised was sent.
    }
  }

  /** Whether an exception still has to cut the connection. */
  boolean aborted() {
    return aborted;
  }
}
