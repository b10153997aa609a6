package io.torii.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients whom a proxy before us introduces by a PROXY header (RemoteIPProxyProtocol). A
 * connection without one is to be closed, as in httpd.
 */
final class ProxiedClients implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** How many new connections pass between two looks for closed ones. */
  private static final int SWEEP = 1024;

  private record Client(SocketChannel channel, InetSocketAddress address) {}

  private final Map<SocketAddress, Client> clients = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService readers;

  ProxiedClients() {
    AtomicInteger number = new AtomicInteger();
    readers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "torii-proxy-header-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Who is behind a connection, by its peer; empty if the peer speaks for itself. */
  Optional<InetSocketAddress> of(InetSocketAddress peer) {
    return Optional.ofNullable(clients.get(peer)).map(Client::address);
  }

  /**
   * Reads a new connection's header, on a thread of its own.
   *
   * @param timeoutMillis how long each of its bytes may take
   * @param then gets true if the connection may go on
   */
  void introduce(SocketChannel channel, int timeoutMillis, Consumer<Boolean> then) {
    readers.execute(() -> then.accept(introduced(channel, timeoutMillis)));
  }

  private boolean introduced(SocketChannel channel, int timeoutMillis) {
    try {
      SocketAddress peer = channel.getRemoteAddress();
      channel.socket().setSoTimeout(timeoutMillis);
      Optional<InetSocketAddress> client = ProxyHeader.read(channel.socket().getInputStream());
      channel.socket().setSoTimeout(0);
      sweep();
      clients.remove(peer);
      client.ifPresent(address -> clients.put(peer, new Client(channel, address)));
      return true;
    } catch (IOException e) {
      LOG.error("AH03496: {}. It is closed: see RemoteIPProxyProtocol.", e.getMessage());
      return false;
    }
  }

  /** A peer's address is used again by and by; what is left of the others is forgotten here. */
  private void sweep() {
    if (connections.incrementAndGet() % SWEEP == 0) {
      clients.values().removeIf(client -> !client.channel().isOpen());
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
