package io.torii.config.members;

import io.torii.config.ProxyTls;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a member has when its own parameters do not say otherwise: the directives of the server or
 * virtual host that it is declared in.
 *
 * @param timeout ProxyTimeout, else Timeout (60 s)
 * @param tls the SSLProxy directives
 * @param sourceAddress ProxySourceAddress
 * @param ioBufferSize ProxyIOBufferSize in bytes (default 8,192)
 * @param receiveBufferSize ProxyReceiveBufferSize in bytes; 0 (the default) leaves it to the system
 */
public record ScopeDefaults(
    Duration timeout,
    ProxyTls tls,
    Optional<InetAddress> sourceAddress,
    int ioBufferSize,
    int receiveBufferSize) {

  public static final ScopeDefaults DEFAULT =
      new ScopeDefaults(Duration.ofSeconds(60), ProxyTls.DEFAULT, Optional.empty(), 8192, 0);
}
