package io.torii.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request as Grizzly (Payara) itself knows it, reached as {@link UndertowExchange} is, and for
 * the same reason.
 */
final class GrizzlyExchange {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** Tomcat's has the same name, and does without. */
  private static final String FACADE = "org.apache.catalina.connector.RequestFacade";

  private static final String UNWRAP = "getUnwrappedCoyoteRequest";

  private GrizzlyExchange() {}

  /**
   * Closes the connection, if it is Grizzly's. Payara takes an exception of a servlet for the end
   * of the response and writes the last chunk, or leaves a client waiting for the rest.
   *
   * @return false if it is another server's, or could not be closed
   */
  static boolean cut(HttpServletRequest request) {
    boolean http2 = request.getProtocol().startsWith("HTTP/2");
    return connection(request)
        .map(connection -> close(connection, http2 ? "terminateSilently" : "closeSilently"))
        .orElse(false);
  }

  /** Whether a request is Grizzly's. */
  static boolean serves(HttpServletRequest request) {
    return isGrizzlys(unwrapped(request));
  }

  private static ServletRequest unwrapped(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner;
  }

  /** The connection of a request; empty if it is another server's. */
  static Optional<Object> connection(HttpServletRequest request) {
    ServletRequest inner = unwrapped(request);
    if (!isGrizzlys(inner)) {
      return Optional.empty();
    }
    try {
      Object at = inner;
      for (String step : new String[] {UNWRAP, "getCoyoteRequest", "getContext", "getConnection"}) {
        at = at.getClass().getMethod(step).invoke(at);
      }
      return Optional.ofNullable(at);
    } catch (ReflectiveOperationException e) {
      LOG.warn("Connections cannot be closed: this Grizzly is not the one we know", e);
      return Optional.empty();
    }
  }

  /**
   * Closes a connection. What has been written before goes out, where the order is clear; what the
   * server would write now does not.
   */
  static boolean close(Object connection, String how) {
    try {
      ClassLoader loader = connection.getClass().getClassLoader();
      Class.forName("org.glassfish.grizzly.Closeable", false, loader)
          .getMethod(how)
          .invoke(connection);
      return true;
    } catch (ReflectiveOperationException e) {
      LOG.warn("A response that broke off may look whole: this Grizzly is not the one we know", e);
      return false;
    }
  }

  private static boolean isGrizzlys(ServletRequest request) {
    if (!request.getClass().getName().equals(FACADE)) {
      return false;
    }
    for (var method : request.getClass().getMethods()) {
      if (method.getName().equals(UNWRAP)) {
        return true;
      }
    }
    return false;
  }
}
