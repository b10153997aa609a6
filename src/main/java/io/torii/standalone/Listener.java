package io.torii.standalone;

import io.torii.config.ListenerSettings;
import io.torii.runtime.ListenException;
import java.net.BindException;
import java.util.concurrent.Executor;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Tomcat connector on one address, with settings that suit a proxy and not an application. It
 * listens from the beginning until it is closed or retired.
 */
final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** Connections wait for the kernel at most so many at a time. */
  private static final int BACKLOG = 4096;

  /** What httpd lets through and RFC 3986 would have encoded: the member is to judge it. */
  private static final String RELAXED = "\"<>[\\]^`{|}";

  /** Set aside for each request; the fields behind a body are few and short. */
  private static final int TRAILER_SIZE = 4 * 1024;

  /** How often a retired listener looks whether its last connection has gone, at most. */
  private static final long LOOK_MILLIS = 60_000;

  private final Service service;
  private final Connector connector;
  private final ListenerProtocol protocol;
  private final Http2Protocol http2 = new Http2Protocol();
  private ListenerSpec spec;

  private Listener(Service service, ListenerSpec spec, Executor threads) {
    this.service = service;
    this.spec = spec;
    this.protocol = new ListenerProtocol(spec.fixed().proxied());
    this.connector = new Connector(protocol);
    connector.setPort(spec.address().port());
    connector.setThrowOnFailure(true);
    connector.setAllowTrace(true);
    connector.setParseBodyMethods("");
    connector.setURIEncoding("ISO-8859-1");
    connector.setXpoweredBy(false);
    connector.setEncodedSolidusHandling("passthrough");
    connector.setEncodedReverseSolidusHandling("passthrough");
    spec.address().host().ifPresent(host -> connector.setProperty("address", host));
    // Only what was bound at start can be closed gracefully, ahead of the connections.
    connector.setProperty("bindOnInit", "false");
    protocol.setExecutor(threads);
    protocol.setAcceptCount(BACKLOG);
    protocol.setMaxConnections(
        new HeapShare(Runtime.getRuntime().maxMemory()).connections(spec.fixed().secure()));
    protocol.setMaxSwallowSize(-1);
    protocol.setMaxHttpRequestHeaderSize(spec.fixed().heads().request());
    protocol.setMaxHttpResponseHeaderSize(spec.fixed().heads().response());
    protocol.setMaxTrailerSize(TRAILER_SIZE);
    protocol.setContinueResponseTiming("onRead"); // the member decides, see Proxy100Continue
    protocol.setMaxHeaderCount(-1);
    http2.setMaxHeaderCount(-1);
    protocol.setRelaxedPathChars(RELAXED);
    protocol.setRelaxedQueryChars(RELAXED);
    behave(spec.settings());
    if (spec.fixed().secure()) {
      connector.setScheme("https");
      connector.setSecure(true);
      protocol.setSSLEnabled(true);
      spec.tls().ifPresent(protocol::certificates);
    }
    if (spec.fixed().http2()) {
      connector.addUpgradeProtocol(http2);
    }
  }

  /**
   * Opens an address.
   *
   * @throws ListenException if it cannot be bound
   */
  static Listener open(Service service, ListenerSpec spec, Executor threads)
      throws ListenException {
    Listener listener = new Listener(service, spec, threads);
    try {
      service.addConnector(listener.connector);
      if (!listener.connector.getState().isAvailable()) {
        listener.connector.start();
      }
      return listener;
    } catch (LifecycleException | IllegalArgumentException e) {
      listener.close();
      throw new ListenException(spec.address(), explain(spec.address().port(), e), e);
    }
  }

  ListenerSpec spec() {
    return spec;
  }

  /** The port that is really bound. */
  int port() {
    return connector.getLocalPort();
  }

  /** What its connections take, in bytes. */
  long taken() {
    return protocol.getConnectionCount() * HeapShare.connection(spec.fixed().secure());
  }

  /** Takes what may change of a new configuration; connections go on. */
  void change(ListenerSpec next) {
    behave(next.settings());
    next.tls().ifPresent(protocol::certificates);
    spec = next;
  }

  /**
   * Closes the listening socket; connections that are there go on, and end with the response to
   * their next request.
   */
  void stopListening() {
    protocol.closeServerSocketGraceful();
  }

  /** Ends it when its last connection has gone, however long that takes. */
  void retire() {
    stopListening();
    Thread thread =
        new Thread(
            () -> {
              while (protocol.awaitConnectionsClose(LOOK_MILLIS) <= 0) {
                LOG.debug("{} still has connections", spec.address());
              }
              close();
            },
            "torii-retired-" + spec.address().port());
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends it and every connection at once. */
  void close() {
    service.removeConnector(connector);
    try {
      connector.destroy();
    } catch (LifecycleException e) {
      LOG.debug("the listener on {} does not end cleanly", spec.address(), e);
    }
  }

  private void behave(ListenerSettings settings) {
    int most = settings.maxKeepAliveRequests() == 0 ? -1 : settings.maxKeepAliveRequests();
    protocol.setMaxKeepAliveRequests(settings.keepAlive() ? most : 1);
    protocol.setKeepAliveTimeout((int) settings.keepAliveTimeout().toMillis());
    protocol.setConnectionTimeout((int) settings.headerTimeout().toMillis());
    protocol.headTime(settings.headTime());
    // Without a time-out of its own, a body would have the head's.
    protocol.setDisableUploadTimeout(false);
    protocol.setConnectionUploadTimeout((int) settings.bodyTimeout().toMillis());
    protocol.writeTimeout(settings.bodyTimeout());
    http2.setStreamReadTimeout(settings.bodyTimeout().toMillis());
    http2.setStreamWriteTimeout(settings.bodyTimeout().toMillis());
    http2.setWriteTimeout(settings.bodyTimeout().toMillis());
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
