package io.torii.standalone;

import io.torii.config.ListenerSettings;
import io.torii.config.ServerTls;
import io.torii.config.VirtualHost;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;

/**
 * Makes a Tomcat connector for one address, with settings that suit a proxy and not an application.
 */
final class Listener {

  /** Connections wait for the kernel at most so many at a time. */
  private static final int BACKLOG = 4096;

  /** Idle connections cost little, so the limit is the process's open files. */
  private static final int MAX_CONNECTIONS = 100_000;

  /** The engine checks the head against LimitRequest*; this is only where reading stops. */
  private static final int MAX_HEAD = 1024 * 1024;

  /** What httpd lets through and RFC 3986 would have encoded: the member is to judge it. */
  private static final String RELAXED = "\"<>[\\]^`{|}";

  private Listener() {}

  static Connector connector(
      ListenerPlan.Planned planned, ListenerSettings settings, Executor threads) {
    Connector connector =
        new Connector(settings.proxyProtocol() ? new ProxiedProtocol() : new Http11NioProtocol());
    connector.setPort(planned.address().port());
    connector.setThrowOnFailure(true);
    connector.setAllowTrace(true);
    connector.setParseBodyMethods("");
    connector.setURIEncoding("ISO-8859-1");
    connector.setXpoweredBy(false);
    connector.setEncodedSolidusHandling("passthrough");
    connector.setEncodedReverseSolidusHandling("passthrough");
    AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    planned.address().host().ifPresent(h -> connector.setProperty("address", h));
    // Only what was bound at start can be closed gracefully, ahead of the connections.
    connector.setProperty("bindOnInit", "false");
    protocol.setExecutor(threads);
    protocol.setAcceptCount(BACKLOG);
    protocol.setMaxConnections(MAX_CONNECTIONS);
    protocol.setMaxSwallowSize(-1);
    protocol.setMaxHttpRequestHeaderSize(MAX_HEAD);
    protocol.setMaxHttpResponseHeaderSize(MAX_HEAD);
    protocol.setMaxHeaderCount(-1);
    protocol.setRelaxedPathChars(RELAXED);
    protocol.setRelaxedQueryChars(RELAXED);
    apply(protocol, settings);
    if (planned.secure()) {
      connector.setScheme("https");
      connector.setSecure(true);
      protocol.setSSLEnabled(true);
      certificates(protocol, planned.hosts());
    }
    if (planned.secure() ? settings.http2() : settings.http2Clear()) {
      Http2Protocol http2 = new Http2Protocol();
      http2.setMaxHeaderCount(-1);
      connector.addUpgradeProtocol(http2);
    }
    return connector;
  }

  /** KeepAlive and its kin; may be called again while the connector runs. */
  static void apply(AbstractHttp11Protocol<?> protocol, ListenerSettings settings) {
    int most = settings.maxKeepAliveRequests() == 0 ? -1 : settings.maxKeepAliveRequests();
    protocol.setMaxKeepAliveRequests(settings.keepAlive() ? most : 1);
    protocol.setKeepAliveTimeout((int) settings.keepAliveTimeout().toMillis());
    protocol.setConnectionTimeout((int) settings.headerTimeout().toMillis());
    // Without a time-out of its own, a body would have the head's.
    protocol.setDisableUploadTimeout(false);
    protocol.setConnectionUploadTimeout((int) settings.bodyTimeout().toMillis());
  }

  /** Gives a listener its certificates, or replaces them: running connections keep the old ones. */
  static void certificates(AbstractHttp11Protocol<?> protocol, List<VirtualHost> hosts) {
    boolean first = true;
    for (VirtualHost host : hosts) {
      ServerTls tls = host.tls().orElseThrow();
      String name = host.name().map(n -> n.host().toLowerCase(Locale.ROOT)).orElse("");
      if (first) {
        SSLHostConfig fallback = TlsHost.of(tls, protocol.getDefaultSSLHostConfigName());
        protocol.addSslHostConfig(fallback, true);
        first = false;
      }
      if (!name.isEmpty()) {
        protocol.addSslHostConfig(TlsHost.of(tls, name), true);
      }
      for (String alias : host.aliases()) {
        // Tomcat knows names and a star for the first label, which is what certificates have too.
        if (alias.indexOf('*', 1) < 0 && alias.indexOf('?') < 0) {
          protocol.addSslHostConfig(TlsHost.of(tls, alias), true);
        }
      }
    }
  }
}
