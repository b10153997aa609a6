package io.torii.upstream;

import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.PoolConfig;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.config.TransportConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The connections to one member: a pool of its own, with the parameters of that member. */
final class MemberPool {

  /** {@code max=0}: more than any number of request threads. */
  private static final int UNLIMITED = 100_000;

  /** {@code acquire} unset waits for as long as it takes; nobody waits for a day. */
  private static final Timeout FOREVER = Timeout.ofDays(1);

  private static final AtomicLong IDS = new AtomicLong();

  private final MemberConfig config;
  private final BadHeader badHeader;
  private final MemberAddresses addresses;
  private final PoolingHttpClientConnectionManager manager;
  private final HttpHost target;
  private final @Nullable MemberTls tls;

  /**
   * A pool without connections yet.
   *
   * @throws IOException if a file of the member's TLS configuration is no good
   */
  MemberPool(MemberConfig config, BadHeader badHeader, Watchdog watchdog) throws IOException {
    this.config = config;
    this.badHeader = badHeader;
    MemberUrl url = config.url();
    TransportConfig transport = config.transport();
    addresses = new MemberAddresses(transport.addressTtl(), System::nanoTime);
    tls = url.secure() ? new MemberTls(config.tls(), transport.connectTimeout()) : null;
    target = new HttpHost(url.secure() ? "https" : "http", url.host(), url.port());
    Http1Config http =
        Http1Config.custom()
            .setMaxLineLength(transport.responseFieldSize())
            .setMaxHeaderCount(-1)
            .setBufferSize(8192)
            .build();
    ResponseParsers parsers = new ResponseParsers(badHeader);
    manager =
        new PoolingHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                proxy -> SocketChannel.open().socket(), null, addresses, scheme -> tls),
            PoolConcurrencyPolicy.LAX,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            socket -> new MemberConnection("m" + IDS.incrementAndGet(), http, parsers, watchdog));
    manager.setDefaultMaxPerRoute(config.pool().max() == 0 ? UNLIMITED : config.pool().max());
    manager.setMaxTotal(UNLIMITED);
    manager.setDefaultSocketConfig(socketConfig(transport));
    manager.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(transport.connectTimeout()))
            .setSocketTimeout(Timeout.DISABLED)
            .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
            .build());
  }

  private static SocketConfig socketConfig(TransportConfig transport) {
    SocketConfig.Builder socket =
        SocketConfig.custom().setTcpNoDelay(true).setSoKeepAlive(transport.keepAlive());
    if (transport.receiveBufferSize() > 0) {
      socket.setRcvBufSize(transport.receiveBufferSize());
    }
    return socket.build();
  }

  MemberConfig config() {
    return config;
  }

  /** True if this pool does what a newer configuration of its member asks for. */
  boolean serves(MemberConfig other, BadHeader otherBadHeader) {
    return badHeader == otherBadHeader
        && config.url().equals(other.url())
        && config.pool().equals(other.pool())
        && config.transport().equals(other.transport())
        && config.tls().equals(other.tls());
  }

  HttpHost target() {
    return target;
  }

  @Nullable MemberTls tls() {
    return tls;
  }

  /**
   * Takes a connection, perhaps one that is not connected yet.
   *
   * @param serverName the name to ask for in TLS; connections of one name are not used for another
   * @throws TimeoutException if none became free within {@code acquire}
   */
  ConnectionEndpoint lease(@Nullable String serverName)
      throws TimeoutException, InterruptedException, ExecutionException {
    PoolConfig pool = config.pool();
    Timeout patience = pool.acquire().map(Timeout::of).orElse(FOREVER);
    return manager.lease("", route(serverName), patience, null).get(patience);
  }

  /**
   * Connects to one address after the other.
   *
   * @throws IOException if none of them works
   */
  void connect(ConnectionEndpoint endpoint) throws IOException {
    try {
      manager.connect(endpoint, Timeout.of(config.transport().connectTimeout()), context());
    } catch (TlsFailedException e) {
      throw e;
    } catch (IOException e) {
      addresses.forget();
      throw e;
    }
  }

  static HttpCoreContext context() {
    return HttpCoreContext.create();
  }

  /** Gives a connection back, to be used again or not. */
  void release(ConnectionEndpoint endpoint, boolean reuse) {
    if (!reuse || !config.pool().reuse()) {
      endpoint.close(CloseMode.IMMEDIATE);
      manager.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
      return;
    }
    Duration ttl = config.pool().ttl().orElse(null);
    manager.release(
        endpoint, null, ttl == null ? TimeValue.NEG_ONE_MILLISECOND : TimeValue.of(ttl));
  }

  /** Closes what has been idle for longer than {@code ttl}. */
  void tidy() {
    manager.closeExpired();
  }

  PoolStats stats() {
    return manager.getTotalStats();
  }

  /** Closes a pool that nobody is to use any more; false while a request still does. */
  boolean closeWhenUnused() {
    if (manager.getTotalStats().getLeased() > 0) {
      return false;
    }
    close();
    return true;
  }

  void close() {
    manager.close(CloseMode.IMMEDIATE);
  }

  private HttpRoute route(@Nullable String serverName) {
    InetAddress local = config.transport().sourceAddress().orElse(null);
    HttpHost name = serverName == null ? null : new HttpHost(serverName, target.getPort());
    return new HttpRoute(target, name, local, config.url().secure());
  }
}
