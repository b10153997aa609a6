package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.config.ProxyConfig;
import io.torii.config.ProxyTls;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * What is looked at.
 *
 * @param balancers with their members as they are now, in the order of their keys
 * @param container whether a hosting container listens for us, so that certificates are its own
 * @param tls TLS to members
 * @param traffic what requests have shown; empty if nobody serves any
 */
public record Scene(
    ProxyConfig config,
    List<Balancer> balancers,
    boolean container,
    Secure tls,
    Optional<Traffic> traffic,
    Clock clock) {

  /** TLS over a connected socket, before its handshake. */
  @FunctionalInterface
  public interface Secure {

    /**
     * As a request to a member would have it.
     *
     * @param name to ask for, and to find in the certificate
     * @throws IOException if the settings cannot be used; the message says which
     */
    SSLSocket over(ProxyTls settings, Socket socket, String name, int port) throws IOException;
  }

  /** A scene of these balancers. */
  public static Scene of(
      ProxyConfig config,
      Collection<Balancer> balancers,
      boolean container,
      Secure tls,
      Optional<Traffic> traffic) {
    return new Scene(
        config,
        balancers.stream().sorted(Comparator.comparing(Balancer::key)).toList(),
        container,
        tls,
        traffic,
        Clock.systemUTC());
  }

  /** The balancers of that name or key alone; the rest of the configuration stays. */
  Scene only(String balancer) {
    List<Balancer> chosen =
        balancers.stream()
            .filter(b -> b.key().equals(balancer) || b.config().name().equals(balancer))
            .toList();
    return new Scene(config, chosen, container, tls, traffic, clock);
  }
}
