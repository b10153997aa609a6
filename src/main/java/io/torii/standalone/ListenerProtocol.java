package io.torii.standalone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** The container's HTTP over non-blocking sockets, with certificates that can be exchanged. */
final class ListenerProtocol extends Http11NioProtocol {

  private static final int RESPONSE_BUFFER = 1024;

  private final ListenerEndpoint endpoint;

  /**
   * @param proxied whether connections start with a PROXY header
   */
  ListenerProtocol(boolean proxied) {
    this(new ListenerEndpoint(proxied ? new ProxiedClients() : null));
  }

  private ListenerProtocol(ListenerEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    setSslImplementationName(NamedTls.class.getName());
  }

  /** Sets the certificates, or replaces them: connections that are there keep the old ones. */
  void certificates(TlsHosts hosts) {
    endpoint.certificates(hosts);
  }

  /** How long clients of new connections may take nothing of an answer. */
  void writeTimeout(Duration most) {
    endpoint.writeTimeout(most);
  }

  /** Whether connections start with a PROXY header. */
  boolean proxied() {
    return endpoint.proxied();
  }

  /** Who is behind a connection, by its peer; empty if the peer speaks for itself. */
  Optional<InetSocketAddress> client(InetSocketAddress peer) {
    return endpoint.client(peer);
  }

  @Override
  protected Processor createProcessor() {
    return new ClientProcessor(this, getAdapter());
  }

  /** The buffer of a response's body, which grows when the response is there. */
  @Override
  public int getDesiredBufferSize() {
    return RESPONSE_BUFFER;
  }

  /** The router compares the two: the container would refuse aliases, and hosts with equal TLS. */
  @Override
  public boolean checkSni(@Nullable String handshake, @Nullable String request) {
    return true;
  }
}
