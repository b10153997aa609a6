package io.torii.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** Looks a member's name up, and remembers the addresses as long as {@code addressttl} says. */
final class MemberAddresses implements DnsResolver {

  private final Optional<Duration> ttl;
  private final LongSupplier nanoTime;
  private volatile @Nullable Known known;

  private record Known(String host, InetAddress[] addresses, long since) {}

  /**
   * A resolver for one member.
   *
   * @param ttl empty to remember for good, zero to look up each time
   */
  MemberAddresses(Optional<Duration> ttl, LongSupplier nanoTime) {
    this.ttl = ttl;
    this.nanoTime = nanoTime;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Known last = known;
    long now = nanoTime.getAsLong();
    boolean fresh =
        last != null
            && last.host().equals(host)
            && (ttl.isEmpty() || now - last.since() < ttl.get().toNanos());
    if (last == null || !fresh) {
      last = new Known(host, InetAddress.getAllByName(host), now);
      known = last;
    }
    return last.addresses().clone();
  }

  /** Forgets the addresses: none of them could be connected to, so they may have changed. */
  void forget() {
    known = null;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
