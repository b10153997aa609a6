package io.torii.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upgraded connection as Tomcat itself knows it, reached as {@link UndertowExchange} is, and for
 * the same reason: the WAR runs in Tomcats that are no library of ours.
 */
final class TomcatSocket {

  private static final Logger LOG = LoggerFactory.getLogger("torii");
  private static final String STREAM = "org.apache.coyote.http11.upgrade.UpgradeServletInputStream";

  private static final String NET = "org.apache.tomcat.util.net.";

  private final Object wrapper;
  private final Class<?> type;
  private final ClassLoader loader;

  private TomcatSocket(Object wrapper, ClassLoader loader) throws ClassNotFoundException {
    this.wrapper = wrapper;
    this.loader = loader;
    this.type = Class.forName(NET + "SocketWrapperBase", false, loader);
  }

  /** Empty in any other server. */
  static Optional<TomcatSocket> of(ServletInputStream in) {
    if (!in.getClass().getName().equals(STREAM)) {
      return Optional.empty();
    }
    try {
      Field field = in.getClass().getDeclaredField("socketWrapper");
      field.setAccessible(true);
      @Nullable Object wrapper = field.get(in);
      return wrapper == null
          ? Optional.empty()
          : Optional.of(new TomcatSocket(wrapper, in.getClass().getClassLoader()));
    } catch (ReflectiveOperationException e) {
      LOG.warn("Tunnels may close late: this Tomcat is not the one we know", e);
      return Optional.empty();
    }
  }

  /** How long a write may wait for the client; by default Tomcat waits for ever. */
  void writeTimeout(Duration most) {
    try {
      type.getMethod("setWriteTimeout", long.class).invoke(wrapper, most.toMillis());
    } catch (ReflectiveOperationException e) {
      LOG.debug("a client that takes nothing may keep a thread", e);
    }
  }

  /** Has a thread of Tomcat's close the connection, as it would at its own stop. */
  void stop() {
    try {
      Class<?> event = Class.forName(NET + "SocketEvent", false, loader);
      type.getMethod("processSocket", event, boolean.class)
          .invoke(wrapper, event.getField("STOP").get(null), true);
    } catch (ReflectiveOperationException e) {
      LOG.debug("a tunnel closes late", e);
    }
  }

  /** Sends the end of the stream; false if it cannot be sent alone, as with TLS. */
  boolean endOutput() {
    try {
      @Nullable Object channel = type.getMethod("getSocket").invoke(wrapper);
      if (channel == null
          || Class.forName(NET + "SecureNioChannel", false, loader).isInstance(channel)) {
        return false;
      }
      if (channel.getClass().getMethod("getIOChannel").invoke(channel)
          instanceof SocketChannel socket) {
        socket.shutdownOutput();
        return true;
      }
      return false;
    } catch (ReflectiveOperationException | IOException e) {
      LOG.debug("one half of a tunnel cannot be ended alone", e);
      return false;
    }
  }
}
