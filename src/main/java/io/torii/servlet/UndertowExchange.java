package io.torii.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request as Undertow (WildFly) itself knows it, for what the Servlet API has no word for. It is
 * reached by the names of its methods: Undertow is no library of ours, and no other server has it.
 */
final class UndertowExchange {

  private static final Logger LOG = LoggerFactory.getLogger("torii");
  private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

  /** The max-post-size that WildFly's listeners have where nobody has written one. */
  private static final long DEFAULT_LIMIT = 10L << 20;

  private static final long UNLIMITED = -1;

  /** RFC 9113 §7. */
  private static final int INTERNAL_ERROR = 2;

  private final Object exchange;

  private UndertowExchange(Object exchange) {
    this.exchange = exchange;
  }

  /** Whether a request is Undertow's. */
  static boolean serves(HttpServletRequest request) {
    return unwrapped(request).getClass().getName().equals(REQUEST);
  }

  /** Empty in any other server. */
  static Optional<UndertowExchange> of(HttpServletRequest request) {
    if (!serves(request)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new UndertowExchange(get(unwrapped(request), "getExchange")));
    } catch (ReflectiveOperationException e) {
      LOG.warn("This Undertow is not the one we know", e);
      return Optional.empty();
    }
  }

  /**
   * Closes the connection, or resets the stream of HTTP/2. Undertow takes an exception of a servlet
   * for the end of the response and writes the last chunk: the client would think it has all.
   *
   * @return false if it could not be done
   */
  boolean cut() {
    try {
      Object connection = get(exchange, "getConnection");
      try {
        connection.getClass().getMethod("close").invoke(connection);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof NullPointerException) {
          resetUpgraded(connection);
        }
      }
      return true;
    } catch (ReflectiveOperationException e) {
      LOG.warn("A response that broke off may look whole: this Undertow is not the one we know", e);
      return false;
    }
  }

  /**
   * Resets stream 1, that of the request with which an HTTP/1.1 connection became HTTP/2. Undertow
   * cannot, because that request did not come as a stream.
   */
  private static void resetUpgraded(Object connection) throws ReflectiveOperationException {
    Field field = connection.getClass().getDeclaredField("channel");
    field.setAccessible(true);
    @Nullable Object channel = field.get(connection);
    if (channel != null) {
      channel
          .getClass()
          .getMethod("sendRstStream", int.class, int.class)
          .invoke(channel, 1, INTERNAL_ERROR);
    }
  }

  /**
   * Lets a body of unknown length be of any size; a longer Content-Length is refused before we are
   * asked. A limit that somebody has written stays, and LimitRequestBody is ours.
   */
  void liftDefaultLimit() {
    try {
      if (get(exchange, "getMaxEntitySize").equals(DEFAULT_LIMIT)) {
        exchange.getClass().getMethod("setMaxEntitySize", long.class).invoke(exchange, UNLIMITED);
      }
    } catch (ReflectiveOperationException e) {
      LOG.warn("The server's limit for bodies stays in force", e);
    }
  }

  /** The thread that does everything about the connection, and must never wait. */
  Optional<Executor> thread() {
    try {
      return get(exchange, "getIoThread") instanceof Executor thread
          ? Optional.of(thread)
          : Optional.empty();
    } catch (ReflectiveOperationException e) {
      LOG.warn("This Undertow is not the one we know", e);
      return Optional.empty();
    }
  }

  private static ServletRequest unwrapped(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner;
  }

  private static Object get(Object from, String method) throws ReflectiveOperationException {
    @Nullable Object value = from.getClass().getMethod(method).invoke(from);
    if (value == null) {
      throw new NoSuchMethodException(method + " has nothing");
    }
    return value;
  }
}
