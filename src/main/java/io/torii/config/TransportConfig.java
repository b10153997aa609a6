package io.torii.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How bytes travel to a member.
 *
 * @param connectTimeout for each address; {@code timeout} unless written
 * @param timeout the longest silence while reading or writing; ProxyTimeout, then Timeout (60 s)
 * @param deadline how long a whole exchange may take, from the moment the member is chosen to the
 *     last byte of the response: the wait for a connection, connecting, a repeat on a fresh
 *     connection and the client's part included; not for tunnels, none by default. Torii's own
 * @param retry how long a member in error is left alone; 60 s by default, 0 for not at all
 * @param ping how long the member may take to answer {@code Expect: 100-continue} before a body is
 *     sent; no such question by default
 * @param ioBufferSize bytes copied at a time, at least 512 (default 8,192)
 * @param responseFieldSize longest line in a response's head in bytes (default 8,192)
 * @param receiveBufferSize SO_RCVBUF in bytes; 0 leaves it to the system
 * @param keepAlive SO_KEEPALIVE
 * @param sourceAddress the local address to connect from
 * @param addressTtl how long a resolved address is used; empty for as long as the process lives,
 *     zero to resolve for each connection
 */
public record TransportConfig(
    Duration connectTimeout,
    Duration timeout,
    Optional<Duration> deadline,
    Duration retry,
    Optional<Duration> ping,
    int ioBufferSize,
    int responseFieldSize,
    int receiveBufferSize,
    boolean keepAlive,
    Optional<InetAddress> sourceAddress,
    Optional<Duration> addressTtl) {

  public static final TransportConfig DEFAULT =
      new TransportConfig(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Optional.empty(),
          Duration.ofSeconds(60),
          Optional.empty(),
          8192,
          8192,
          0,
          false,
          Optional.empty(),
          Optional.empty());
}
