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
import org.apache.tomcat.util.net.NioEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint whose connections start with a PROXY header (RemoteIPProxyProtocol). It is read
 * before Tomcat sees the connection, ahead of any TLS; a connection without one is closed.
 */
final class ProxyProtocolEndpoint extends NioEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ProxyProtocolEndpoint.class);

  /** How many new connections pass between two looks for closed ones. */
  private static final int SWEEP = 1024;

  private record Client(SocketChannel channel, InetSocketAddress address) {}

  private final Map<SocketAddress, Client> clients = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ExecutorService readers;

  ProxyProtocolEndpoint() {
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
  Optional<InetSocketAddress> client(InetSocketAddress peer) {
    return Optional.ofNullable(clients.get(peer)).map(Client::address);
  }

  @Override
  protected boolean setSocketOptions(SocketChannel channel) {
    readers.execute(() -> introduce(channel));
    return true;
  }

  private void introduce(SocketChannel channel) {
    try {
      SocketAddress peer = channel.getRemoteAddress();
      channel.socket().setSoTimeout(getConnectionTimeout());
      Optional<InetSocketAddress> client = ProxyHeader.read(channel.socket().getInputStream());
      channel.socket().setSoTimeout(0);
      sweep();
      clients.remove(peer);
      client.ifPresent(address -> clients.put(peer, new Client(channel, address)));
    } catch (IOException e) {
      LOG.error("AH03496: {}. It is closed: see RemoteIPProxyProtocol.", e.getMessage());
      destroySocket(channel);
      return;
    }
    if (!super.setSocketOptions(channel)) {
      destroySocket(channel);
    }
  }

  /** A peer's address is used again by and by; what is left of the others is forgotten here. */
  private void sweep() {
    if (accepted.incrementAndGet() % SWEEP == 0) {
      clients.values().removeIf(client -> !client.channel().isOpen());
    }
  }

  @Override
  public void unbind() throws Exception {
    readers.shutdownNow();
    super.unbind();
  }
}
