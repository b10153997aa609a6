package io.torii.standalone;

import io.torii.config.ProxyConfig;
import io.torii.runtime.ListenException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The servlet container that we bring ourselves: one application at the root, our own listeners.
 */
final class EmbeddedServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final RequestThreads threads;
  private final Map<String, Connector> listeners = new LinkedHashMap<>();

  /**
   * A server that does not listen yet.
   *
   * @param base a folder for the container's own files
   * @param application puts filter, servlet and CDI into the application
   */
  EmbeddedServer(Path base, RequestThreads threads, Consumer<Context> application) {
    this.threads = threads;
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    StandardHost host = (StandardHost) tomcat.getHost();
    // Malformed requests never reach us: the container answers them, without naming itself.
    ErrorReportValve errors = new ErrorReportValve();
    errors.setShowServerInfo(false);
    errors.setShowReport(false);
    host.getPipeline().addValve(errors);
    host.getPipeline().addValve(new ProxiedProtocol.Introduction());
    Context context = tomcat.addContext("", base.toString());
    // The process has one flat class path; the container's own default is the system's loader.
    context.setParentClassLoader(EmbeddedServer.class.getClassLoader());
    application.accept(context);
  }

  /**
   * Starts the application, then the listeners.
   *
   * @throws ListenException if an address cannot be bound
   * @throws LifecycleException if the application does not start
   */
  void start(ProxyConfig config) throws LifecycleException, ListenException {
    tomcat.start();
    listen(config);
  }

  /**
   * Listens as the configuration says: new addresses are opened first, then kept ones are told
   * their settings and certificates, then the others are closed. Connections to kept ones go on.
   *
   * @throws ListenException if a new address cannot be bound; everything stays as it was then
   */
  void listen(ProxyConfig config) throws ListenException {
    Map<String, ListenerPlan.Planned> plan = new LinkedHashMap<>();
    for (ListenerPlan.Planned planned : ListenerPlan.of(config)) {
      plan.putIfAbsent(key(planned, config), planned);
    }
    Map<String, Connector> opened = new LinkedHashMap<>();
    for (Map.Entry<String, ListenerPlan.Planned> entry : plan.entrySet()) {
      if (!listeners.containsKey(entry.getKey())) {
        try {
          opened.put(entry.getKey(), open(entry.getValue(), config));
        } catch (ListenException e) {
          opened.values().forEach(this::remove);
          throw e;
        }
      }
    }
    listeners.forEach((key, connector) -> refresh(connector, plan.get(key), config));
    listeners.keySet().removeIf(key -> !plan.containsKey(key));
    listeners.putAll(opened);
  }

  /** Keeps the process alive until {@link #close}. */
  void await() {
    Thread keeper = new Thread(() -> tomcat.getServer().await(), "torii-main");
    keeper.setDaemon(false);
    keeper.start();
  }

  /** The ports that are really bound, in the order of the configuration. */
  List<Integer> ports() {
    List<Integer> ports = new ArrayList<>();
    listeners.values().forEach(c -> ports.add(c.getLocalPort()));
    return ports;
  }

  /** Closes the listening sockets; connections that are there go on. */
  void stopListening() {
    listeners.values().forEach(c -> c.getProtocolHandler().closeServerSocketGraceful());
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
    threads.close();
  }

  private Connector open(ListenerPlan.Planned planned, ProxyConfig config) throws ListenException {
    Connector connector = Listener.connector(planned, config.listener(), threads);
    try {
      tomcat.getService().addConnector(connector);
      if (!connector.getState().isAvailable()) {
        connector.start();
      }
      return connector;
    } catch (LifecycleException | IllegalArgumentException e) {
      remove(connector);
      throw new ListenException(planned.address(), explain(planned.address().port(), e), e);
    }
  }

  private void refresh(
      Connector connector, ListenerPlan.@Nullable Planned planned, ProxyConfig config) {
    if (planned == null) {
      remove(connector);
      return;
    }
    AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    Listener.apply(protocol, config.listener());
    if (planned.secure()) {
      Listener.certificates(protocol, planned.hosts());
    }
  }

  private void remove(Connector connector) {
    tomcat.getService().removeConnector(connector);
  }

  /** What a listener cannot become without being opened anew. */
  private static String key(ListenerPlan.Planned planned, ProxyConfig config) {
    return (config.listener().proxyProtocol() ? "proxied " : "")
        + (planned.secure() ? "https " : "http ")
        + planned.address();
  }

  private static String explain(int port, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return bind(port, String.valueOf(cause.getMessage()));
      }
      if (cause.getCause() == null) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
      }
    }
    return failure.toString();
  }

  private static String bind(int port, String message) {
    if (message.contains("Permission denied")) {
      return "ports below 1024 need a privilege: grant CAP_NET_BIND_SERVICE, or listen elsewhere"
          + " with -D torii.listen=8080";
    }
    if (message.contains("in use")) {
      return "another process uses it (see `ss -ltnp sport = :"
          + port
          + "`): stop that one, or listen elsewhere with -D torii.listen=PORT";
    }
    return message + ": check the address in Listen, or use -D torii.listen=PORT";
  }
}
