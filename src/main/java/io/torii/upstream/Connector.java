package io.torii.upstream;

import io.torii.config.TransportConfig;
import io.torii.exchange.Deadline;
import io.torii.exchange.Failure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections to one member: name, address after address, socket options, TLS. */
final class Connector {

  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

  private final MemberPool.Wiring wiring;
  private final Addresses addresses;
  private final @Nullable MemberTls tls;
  private final Watchdog watchdog;
  private final LongSupplier nanoTime;

  /** Without TLS if {@code tls} is null. */
  private volatile @Nullable X509Certificate certificate;

  Connector(
      MemberPool.Wiring wiring,
      Addresses addresses,
      @Nullable MemberTls tls,
      Watchdog watchdog,
      LongSupplier nanoTime) {
    this.wiring = wiring;
    this.addresses = addresses;
    this.tls = tls;
    this.watchdog = watchdog;
    this.nanoTime = nanoTime;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  boolean secure() {
    return tls != null;
  }

  /** What encrypts; null for plain connections. */
  @Nullable MemberTls tls() {
    return tls;
  }

  /**
   * A new connection.
   *
   * @param serverName the name for TLS
   * @param deadline when it is of no use any more; null if it always is
   * @throws ExchangeFailed UNKNOWN_HOST, CONNECT, CONNECT_TIMEOUT, TLS, CERTIFICATE or DEADLINE
   */
  MemberConnection connect(String serverName, @Nullable Deadline deadline) throws ExchangeFailed {
    List<InetAddress> known;
    try {
      known = addresses.get();
    } catch (UnknownHostException e) {
      throw new ExchangeFailed(
          Kind.UNKNOWN_HOST, wiring.url() + ": no address for " + wiring.url().host());
    }
    Tried tried = new Tried();
    @Nullable SocketChannel channel = any(known, tried, deadline);
    if (channel == null) {
      channel = any(addresses.insteadOf(known), tried, deadline);
    }
    if (channel == null) {
      throw new ExchangeFailed(
          tried.unanswered ? Kind.CONNECT_TIMEOUT : Kind.CONNECT,
          "cannot connect to " + wiring.url() + ": " + String.join("; ", tried.reasons));
    }
    return open(channel, serverName, deadline);
  }

  /** Why no address took a connection. */
  private static final class Tried {
    final List<String> reasons = new ArrayList<>();

    /** Until one says no. */
    boolean unanswered = true;
  }

  private @Nullable SocketChannel any(
      List<InetAddress> candidates, Tried tried, @Nullable Deadline deadline)
      throws ExchangeFailed {
    Duration timeout = wiring.transport().connectTimeout();
    for (InetAddress address : candidates) {
      long left = deadline == null ? Long.MAX_VALUE : deadline.left(nanoTime.getAsLong());
      if (deadline != null && left <= 0) {
        throw late(deadline, tried.reasons);
      }
      InetSocketAddress remote = new InetSocketAddress(address, wiring.url().port());
      try {
        return connect(remote, left < timeout.toNanos() ? Duration.ofNanos(left) : timeout);
      } catch (SocketTimeoutException e) {
        if (deadline != null && left < timeout.toNanos()) {
          tried.reasons.add(text(remote) + " no answer");
          throw late(deadline, tried.reasons);
        }
        tried.reasons.add(
            text(remote) + " no answer within connectiontimeout=" + timeout.toMillis() + "ms");
      } catch (IOException | UnsupportedAddressTypeException e) {
        String message = e.getMessage();
        tried.unanswered = false;
        tried.reasons.add(
            text(remote) + " " + (message == null ? e.getClass().getSimpleName() : message));
      }
    }
    return null;
  }

  private ExchangeFailed late(Deadline deadline, List<String> reasons) {
    String lateness = deadline.lateness(wiring.url().toString());
    return new ExchangeFailed(
        Kind.DEADLINE,
        reasons.isEmpty() ? lateness : lateness + ": no connection: " + String.join("; ", reasons));
  }

  private static String text(InetSocketAddress remote) {
    String address = remote.getAddress().getHostAddress();
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + remote.getPort();
  }

  private SocketChannel connect(InetSocketAddress remote, Duration timeout) throws IOException {
    TransportConfig transport = wiring.transport();
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (transport.keepAlive()) {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      }
      if (transport.receiveBufferSize() > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, transport.receiveBufferSize());
      }
      if (transport.sourceAddress().isPresent()) {
        channel.bind(new InetSocketAddress(transport.sourceAddress().get(), 0));
      }
      channel.socket().connect(remote, millis(timeout));
      connected = true;
      return channel;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  private MemberConnection open(
      SocketChannel channel, String serverName, @Nullable Deadline deadline) throws ExchangeFailed {
    TransportConfig transport = wiring.transport();
    @Nullable MemberConnection connection = null;
    try {
      connection =
          new MemberConnection(
              channel,
              watchdog,
              nanoTime,
              transport.timeout().toNanos(),
              transport.ioBufferSize(),
              transport.responseFieldSize());
      if (tls != null) {
        WatchedSocket below = new WatchedSocket(channel.socket());
        SSLSocket socket = tls.over(below, serverName, wiring.url().port());
        shakeHands(connection, socket, below, deadline);
        certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      }
      return connection;
    } catch (IOException e) {
      close(connection, channel);
      if (deadline != null && deadline.passed(nanoTime.getAsLong())) {
        throw late(deadline, List.of("the TLS handshake was not over"));
      }
      String message = e.getMessage();
      throw new ExchangeFailed(
          tls == null ? Kind.CONNECT : distrusted(e) ? Kind.CERTIFICATE : Kind.TLS,
          (tls == null ? "connection to " : "TLS handshake with ")
              + wiring.url()
              + " failed: "
              + (message == null ? e.getClass().getSimpleName() : message));
    }
  }

  /** What the member showed last; null without TLS, and before the first connection. */
  @Nullable X509Certificate certificate() {
    return certificate;
  }

  private static boolean distrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private void shakeHands(
      MemberConnection connection,
      SSLSocket socket,
      WatchedSocket below,
      @Nullable Deadline deadline)
      throws IOException {
    if (deadline == null) {
      connection.secure(socket, below);
      return;
    }
    Watchdog.Limited limit =
        now -> {
          if (deadline.passed(now)) {
            connection.abort();
          }
        };
    watchdog.watch(limit);
    try {
      connection.secure(socket, below);
    } finally {
      watchdog.forget(limit);
    }
  }

  private static void close(@Nullable MemberConnection connection, SocketChannel channel) {
    if (connection != null) {
      connection.abort();
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a connection that failed: {}", e.toString());
    }
  }

  /** Rounded up: less than a millisecond must not become 0, which means no limit. */
  private static int millis(Duration duration) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.plusNanos(999_999).toMillis()));
  }
}
