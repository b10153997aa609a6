package io.torii.standalone;

import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** The container's HTTP over non-blocking sockets, with certificates that can be exchanged. */
final class ListenerProtocol extends Http11NioProtocol {

  private final ListenerEndpoint endpoint;

  ListenerProtocol() {
    this(new ListenerEndpoint());
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

  /** The router compares the two: the container would refuse aliases, and hosts with equal TLS. */
  @Override
  public boolean checkSni(@Nullable String handshake, @Nullable String request) {
    return true;
  }
}
