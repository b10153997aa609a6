package io.torii.upstream;

import io.torii.balancer.Member;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyTls;
import io.torii.exchange.Attempt;
import io.torii.exchange.Deadline;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.Upstream;
import io.torii.upstream.MemberPool.Reuse;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Reaches members over HTTP/1.1 and TLS, with a pool of connections for each. One for the process:
 * it lives through reloads. Safe for several threads; has one thread of its own.
 */
public final class HttpUpstream implements Upstream, AutoCloseable {

  /**
   * A process that dies closes its connections before its listening socket, and until then the
   * kernel goes on accepting for it: milliseconds, or some tens of them if it has to wait for a
   * CPU.
   */
  private static final int REACH_MILLIS = 250;

  private final Map<Member, MemberPool> pools = new ConcurrentHashMap<>();
  private final Map<ProxyTls, MemberTls> contexts = new ConcurrentHashMap<>();
  private final Set<MemberPool> retired = ConcurrentHashMap.newKeySet();
  private final DnsResolver resolver;
  private final LongSupplier nanoTime;
  private final Watchdog watchdog;
  private volatile @Nullable Set<Member> known;

  /** With the system's name service and clock. */
  public HttpUpstream() {
    this(SystemDefaultDnsResolver.INSTANCE, System::nanoTime);
  }

  HttpUpstream(DnsResolver resolver, LongSupplier nanoTime) {
    this.resolver = resolver;
    this.nanoTime = nanoTime;
    this.watchdog = new Watchdog(nanoTime, this::sweep);
  }

  @Override
  public @Nullable Deadline deadline(Member member) {
    return member
        .config()
        .transport()
        .deadline()
        .map(whole -> new Deadline(whole, nanoTime.getAsLong() + whole.toNanos()))
        .orElse(null);
  }

  @Override
  public Attempt send(Member member, MemberRequest request, Interim interim) {
    MemberPool pool = pool(member);
    Lease lease;
    try {
      lease = pool.lease(request.serverName(), reuse(request), request.deadline());
    } catch (ExchangeFailed e) {
      return new Failure(e.kind(), e.detail(), false, false);
    }
    return new MemberExchange(lease, pool, request, interim).run();
  }

  private static Reuse reuse(MemberRequest request) {
    if (request.fresh()) {
      return Reuse.NEVER;
    }
    return request.mayAlwaysBeRepeated() ? Reuse.LIKELY : Reuse.SURE;
  }

  @Override
  public Optional<Failure> reach(Member member, MemberRequest request) {
    try {
      Lease lease = pool(member).lease(request.serverName(), Reuse.NEVER, request.deadline());
      boolean held = lease.connection().held(REACH_MILLIS);
      lease.discard();
      return held
          ? Optional.empty()
          : Optional.of(
              new Failure(
                  Failure.Kind.CONNECT,
                  pool(member).name() + " took a connection and dropped it at once",
                  false,
                  false));
    } catch (ExchangeFailed e) {
      return Optional.of(new Failure(e.kind(), e.detail(), false, false));
    }
  }

  /**
   * Takes over a configuration: the members that there are now. Pools of others, and of those whose
   * address, pool, transport or TLS have changed, or the TLS files on disk, keep no connection from
   * now on; their requests finish. The rest keep everything.
   */
  public void apply(Collection<Member> members) {
    Set<Member> now = Collections.newSetFromMap(new IdentityHashMap<>());
    now.addAll(members);
    known = now;
    contexts.values().removeIf(tls -> !tls.current());
    pools
        .entrySet()
        .removeIf(
            entry -> {
              Member member = entry.getKey();
              boolean goes = !now.contains(member) || !current(entry.getValue(), member.config());
              if (goes) {
                retire(entry.getValue());
              }
              return goes;
            });
    Set<ProxyTls> used = ConcurrentHashMap.newKeySet();
    members.forEach(member -> used.add(member.config().tls()));
    contexts.keySet().retainAll(used);
  }

  /** The certificate that a member showed last; empty without TLS, or if it was never asked. */
  public Optional<X509Certificate> certificate(Member member) {
    MemberPool pool = pools.get(member);
    return pool == null ? Optional.empty() : pool.certificate();
  }

  /** The connections to a member. All zero if it was never asked for. */
  public PoolStats stats(Member member) {
    MemberPool pool = pools.get(member);
    return pool == null ? new PoolStats(0, 0, member.config().pool().max()) : pool.stats();
  }

  /**
   * How a member is trusted, for those who connect by themselves. Names and protocols are theirs to
   * set. If a file of the directives cannot be read, its sockets fail with a message that names it.
   */
  public SSLSocketFactory socketFactory(Member member) {
    return tls(member.config().tls()).factory();
  }

  /**
   * TLS as requests to a member have it, over a connected socket and before its handshake. Closing
   * it leaves that socket open.
   *
   * @param name what to ask for and, unless it is switched off, to find in the certificate
   * @throws IOException if a version of SSLProxyProtocol is not there, or a file cannot be read
   */
  public SSLSocket secure(ProxyTls settings, Socket socket, String name, int port)
      throws IOException {
    return tls(settings).over(socket, name, port);
  }

  /** Open connections, leased and idle ones of all members together. */
  public int connections() {
    return watchdog.open();
  }

  /** Breaks all connections, those with a request on them too: drain first. */
  @Override
  public void close() {
    known = Set.of();
    pools.values().forEach(this::retire);
    pools.clear();
    watchdog.close();
  }

  private MemberPool pool(Member member) {
    MemberConfig config = member.config();
    MemberPool pool = pools.get(member);
    if (pool != null && pool.serves(config)) {
      return pool;
    }
    return pools.compute(member, (same, old) -> replace(same, old));
  }

  private MemberPool replace(Member member, @Nullable MemberPool old) {
    MemberConfig config = member.config();
    if (old != null) {
      if (old.serves(config)) {
        return old;
      }
      retire(old);
    }
    MemberPool.Wiring wiring = MemberPool.Wiring.of(config);
    Addresses addresses =
        new Addresses(config.url().host(), config.transport().addressTtl(), resolver, nanoTime);
    MemberTls tls = config.url().secure() ? tls(config.tls()) : null;
    Connector connector = new Connector(wiring, addresses, tls, watchdog, nanoTime);
    MemberPool pool = new MemberPool(config, connector, nanoTime);
    Set<Member> members = known;
    if (members != null && !members.contains(member)) {
      retire(pool); // a request that outlives its member
    }
    return pool;
  }

  private boolean current(MemberPool pool, MemberConfig config) {
    MemberTls tls = pool.connector().tls();
    return pool.serves(config) && (tls == null || contexts.get(config.tls()) == tls);
  }

  private MemberTls tls(ProxyTls settings) {
    return contexts.computeIfAbsent(settings, MemberTls::new);
  }

  private void retire(MemberPool pool) {
    retired.add(pool);
    pool.retire();
  }

  private void sweep() {
    pools.values().forEach(MemberPool::sweep);
    retired.removeIf(
        pool -> {
          boolean finished = pool.finished();
          if (finished) {
            pools.values().remove(pool);
          }
          return finished;
        });
  }
}
