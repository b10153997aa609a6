package io.torii.standalone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.openssl.ciphers.Cipher;
import org.apache.tomcat.util.net.openssl.ciphers.Group;
import org.apache.tomcat.util.net.openssl.ciphers.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * The container's sockets, with TLS that is chosen as {@link TlsHosts} says and not by the
 * container's own rules for names, which know nothing of addresses.
 */
final class ListenerEndpoint extends NioEndpoint {

  /** The connection whose handshake this thread is at: the container asks by name only. */
  private static final ThreadLocal<InetSocketAddress> LOCAL = new ThreadLocal<>();

  private final @Nullable ProxiedClients clients;
  private volatile @Nullable TlsHosts hosts;
  private volatile long writeTimeoutMillis;

  /**
   * @param clients reads the PROXY header of each connection; null where there is none
   */
  ListenerEndpoint(@Nullable ProxiedClients clients) {
    this.clients = clients;
    socketProperties.setAppReadBufSize(0);
    socketProperties.setAppWriteBufSize(0);
  }

  /** Whether connections start with a PROXY header. */
  boolean proxied() {
    return clients != null;
  }

  /** Who is behind a connection, by its peer; empty if the peer speaks for itself. */
  Optional<InetSocketAddress> client(InetSocketAddress peer) {
    return clients == null ? Optional.empty() : clients.of(peer);
  }

  /** A PROXY header is read before the container sees the connection, ahead of any TLS. */
  @Override
  protected boolean setSocketOptions(SocketChannel channel) {
    if (clients == null) {
      return serve(channel);
    }
    clients.introduce(
        channel,
        getConnectionTimeout(),
        introduced -> {
          if (!introduced || !serve(channel)) {
            destroySocket(channel);
          }
        });
    return true;
  }

  /** A client may take its time to read an answer: the container gives it what a head has. */
  private boolean serve(SocketChannel channel) {
    boolean served = super.setSocketOptions(channel);
    SocketWrapperBase<NioChannel> client = connections.get(channel);
    if (client != null) {
      client.setWriteTimeout(writeTimeoutMillis);
    }
    return served;
  }

  /** How long new clients may take nothing of an answer. */
  void writeTimeout(Duration most) {
    writeTimeoutMillis = most.toMillis();
  }

  @Override
  public void unbind() throws Exception {
    if (clients != null) {
      clients.close();
    }
    super.unbind();
  }

  /** Sets the certificates, or replaces them: connections that are there keep the old ones. */
  void certificates(TlsHosts next) {
    addSslHostConfig(next.fallback(), true);
    hosts = next;
  }

  /** With buffers of our own, in place of those that never change their size. */
  @Override
  protected NioChannel createChannel(SocketBufferHandler fixed) {
    ClientBuffers buffers = new ClientBuffers();
    return isSSLEnabled() ? new KeptClient.Secure(buffers, this) : new KeptClient.Plain(buffers);
  }

  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(
      SocketWrapperBase<NioChannel> socket, SocketEvent event) {
    return isSSLEnabled() ? new Located(socket, event) : super.createSocketProcessor(socket, event);
  }

  @Override
  protected SSLHostConfig getSSLHostConfig(@Nullable String name) {
    return here(chosen -> chosen.hosts().at(chosen.local(), name))
        .orElseGet(() -> super.getSSLHostConfig(name));
  }

  @Override
  protected SSLEngine createSSLEngine(
      @Nullable String name,
      List<Cipher> ciphers,
      @Nullable List<String> applicationProtocols,
      List<String> versions,
      List<Group> groups,
      List<SignatureScheme> signatures) {
    boolean http2 = here(chosen -> chosen.hosts().http2(chosen.local(), name)).orElse(false);
    // Without an offer there is nothing to negotiate, and that is HTTP/1.1.
    List<String> offered = http2 && applicationProtocols != null ? applicationProtocols : List.of();
    return super.createSSLEngine(name, ciphers, offered, versions, groups, signatures);
  }

  private record Here(TlsHosts hosts, InetSocketAddress local) {}

  private <T> Optional<T> here(Function<Here, T> question) {
    TlsHosts chosen = hosts;
    InetSocketAddress address = LOCAL.get();
    return chosen == null || address == null
        ? Optional.empty()
        : Optional.of(question.apply(new Here(chosen, address)));
  }

  /** A task for one connection that knows its address. */
  private final class Located extends SocketProcessor {

    Located(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
      super(socket, event);
    }

    @Override
    protected void doRun() {
      try {
        InetAddress address = InetAddress.getByName(socketWrapper.getLocalAddr());
        LOCAL.set(new InetSocketAddress(address, socketWrapper.getLocalPort()));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("not an address literal", e);
      }
      try {
        super.doRun();
      } finally {
        LOCAL.remove();
      }
    }
  }
}
