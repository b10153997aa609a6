package io.torii.standalone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** The container's HTTP over non-blocking sockets, with certificates that can be exchanged. */
final class ListenerProtocol extends Http11NioProtocol {

  private static final int RESPONSE_BUFFER = 1024;

  /** Asked for a name only. */
  private static final Set<String> ANY_NAME =
      new AbstractSet<>() {
        @Override
        public boolean contains(@Nullable Object name) {
          return true;
        }

        @Override
        public Iterator<String> iterator() {
          return Collections.emptyIterator();
        }

        @Override
        public int size() {
          return 0;
        }
      };

  private final ListenerEndpoint endpoint;
  private volatile long headNanos = Long.MAX_VALUE;

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

  /** How long a client may take for the head of a request, from its first byte on. */
  void headTime(Duration most) {
    headNanos = most.toNanos();
  }

  /** In nanoseconds. */
  long headTime() {
    return headNanos;
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

  /** Every field behind a body is taken, whatever its name: {@code Trailers} judges them. */
  @Override
  protected Set<String> getAllowedTrailerHeadersInternal() {
    return ANY_NAME;
  }

  /** The same for HTTP/2. */
  @Override
  public boolean isTrailerHeaderAllowed(String name) {
    return true;
  }

  /** The router compares the two: the container would refuse aliases, and hosts with equal TLS. */
  @Override
  public boolean checkSni(@Nullable String handshake, @Nullable String request) {
    return true;
  }
}
