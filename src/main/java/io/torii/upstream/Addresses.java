package io.torii.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** The addresses of a member's host, kept for {@code addressttl}. Safe for several threads. */
final class Addresses {

  private final String host;
  private final Optional<Duration> ttl;
  private final DnsResolver resolver;
  private final LongSupplier nanoTime;
  private volatile @Nullable Known known;

  private record Known(List<InetAddress> addresses, long since) {}

  /**
   * Looks up nothing yet.
   *
   * @param ttl empty to look up once and for all, zero for each connection
   */
  Addresses(String host, Optional<Duration> ttl, DnsResolver resolver, LongSupplier nanoTime) {
    this.host = host;
    this.ttl = ttl;
    this.resolver = resolver;
    this.nanoTime = nanoTime;
  }

  /** What was found before, while it may be used, or what is found now. */
  List<InetAddress> get() throws UnknownHostException {
    Known last = known;
    return last != null && fresh(last) ? last.addresses : lookUp();
  }

  private boolean fresh(Known last) {
    return ttl.isEmpty() || nanoTime.getAsLong() - last.since < ttl.get().toNanos();
  }

  /**
   * Another look, after none of the addresses could be connected to: httpd asks once more if it had
   * not just asked.
   *
   * @param tried what did not work
   * @return new addresses; empty if there is nothing else
   */
  List<InetAddress> insteadOf(List<InetAddress> tried) {
    try {
      List<InetAddress> found = lookUp();
      return found.equals(tried) ? List.of() : found;
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private List<InetAddress> lookUp() throws UnknownHostException {
    InetAddress[] found = resolver.resolve(host);
    if (found == null || found.length == 0) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> addresses = List.of(found);
    known = new Known(addresses, nanoTime.getAsLong());
    return addresses;
  }
}
