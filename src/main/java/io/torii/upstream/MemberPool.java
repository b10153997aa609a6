package io.torii.upstream;

import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.exchange.Deadline;
import io.torii.exchange.Failure.Kind;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.StrictConnPool;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one member, the last used first. A pool of HttpCore below HttpClient's
 * connection manager, because that manager cannot do what httpd's parameters say: its time to live
 * counts from the connection's birth and not from its last use, it knows no {@code smax}, no {@code
 * min} and no second look-up, and hides the connection from whoever wants to check it cheaply.
 *
 * <p>The name that TLS has asked for is the entry's state, not its route: a pool remembers each
 * route for good, and clients may be the ones who choose the names.
 */
final class MemberPool {

  /** What makes connections: as long as it stays the same, so does the pool. */
  record Wiring(MemberUrl url, PoolConfig pool, TransportConfig transport, ProxyTls tls) {
    static Wiring of(MemberConfig config) {
      return new Wiring(config.url(), config.pool(), config.transport(), config.tls());
    }
  }

  /** Which connections will do. */
  enum Reuse {
    /** A new one. */
    NEVER,

    /** One that the member is known not to have closed. */
    SURE,

    /** One that it has hardly closed: the request can be sent again. */
    LIKELY
  }

  /** A member seldom gives up a connection sooner; one that stops is noticed by one request. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Every how many sweeps idle connections are looked at one by one, with the pool locked. */
  private static final int CHECK_EVERY = 10;

  /** With so many idle connections none is kept for a name other than the member's own. */
  private static final int MAX_IDLE_OF_OTHER_NAMES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(MemberPool.class);

  private final StrictConnPool<String, MemberConnection> pool;
  private final Connector connector;
  private final Wiring wiring;
  private final LongSupplier nanoTime;
  private final String name;
  private final String route;
  private volatile MemberConfig config;
  private volatile boolean retired;
  private int sweeps;

  MemberPool(MemberConfig config, Connector connector, LongSupplier nanoTime) {
    int max = config.pool().max() == 0 ? Integer.MAX_VALUE : config.pool().max();
    this.pool =
        new StrictConnPool<>(max, max, TimeValue.NEG_ONE_MILLISECOND, PoolReusePolicy.LIFO, null);
    this.connector = connector;
    this.config = config;
    this.wiring = Wiring.of(config);
    this.nanoTime = nanoTime;
    this.name = config.url().toString();
    this.route = config.url().authority();
  }

  /** The member's URL, for messages. */
  String name() {
    return name;
  }

  Wiring wiring() {
    return wiring;
  }

  Connector connector() {
    return connector;
  }

  Watchdog watchdog() {
    return connector.watchdog();
  }

  /** The clock that leases go by. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** Whether it may go on under that configuration. */
  boolean serves(MemberConfig next) {
    if (config.equals(next)) { // the same object, as a rule
      return true;
    }
    if (!wiring.equals(Wiring.of(next))) {
      return false;
    }
    config = next;
    return true;
  }

  /**
   * A connection that is open and as good as known: pooled and checked, or new.
   *
   * @param serverName for TLS; null for the member's host
   * @param deadline bounds the wait and the connecting; null for no limit of its own
   * @throws ExchangeFailed POOL_FULL, DEADLINE, or why no connection could be made
   */
  Lease lease(@Nullable String serverName, Reuse reuse, @Nullable Deadline deadline)
      throws ExchangeFailed {
    String state = connector.secure() ? tlsName(serverName) : null;
    PoolEntry<String, MemberConnection> entry =
        await(pool.lease(route, state, Timeout.DISABLED, null), deadline);
    boolean leased = false;
    try {
      MemberConnection connection = entry.getConnection();
      if (connection != null && !usable(connection, reuse)) {
        entry.discardConnection(CloseMode.IMMEDIATE);
        connection = null;
      }
      if (connection == null) {
        connection = connector.connect(state == null ? wiring.url().host() : state, deadline);
        entry.assignConnection(connection);
      }
      leased = true;
      return new Lease(this, entry, connection, state);
    } finally {
      if (!leased) {
        pool.release(entry, false);
      }
    }
  }

  private String tlsName(@Nullable String serverName) {
    return (serverName == null ? wiring.url().host() : serverName).toLowerCase(Locale.ROOT);
  }

  private boolean usable(MemberConnection connection, Reuse reuse) {
    long idle = nanoTime.getAsLong() - connection.idleSince();
    if (reuse == Reuse.NEVER || expired(idle)) {
      return false;
    }
    boolean likely = reuse == Reuse.LIKELY && idle < FRESH_NANOS;
    if (likely ? !connection.quiet() : !connection.alive()) {
      LOG.debug("AH00951: {} has closed an idle connection; another one is taken", name);
      return false;
    }
    return true;
  }

  private boolean expired(long idle) {
    return wiring.pool().ttl().isPresent() && idle > wiring.pool().ttl().get().toNanos();
  }

  private PoolEntry<String, MemberConnection> await(
      Future<PoolEntry<String, MemberConnection>> lease, @Nullable Deadline deadline)
      throws ExchangeFailed {
    long acquire = wiring.pool().acquire().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    long left = deadline == null ? Long.MAX_VALUE : Math.max(0, deadline.left(now()));
    try {
      return lease.get(Math.min(acquire, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(lease);
      if (deadline != null && left < acquire) {
        throw new ExchangeFailed(
            Kind.DEADLINE,
            deadline.lateness(name) + ": no connection became free, max=" + wiring.pool().max());
      }
      throw new ExchangeFailed(
          Kind.POOL_FULL,
          "no connection to "
              + name
              + " became free within acquire="
              + wiring.pool().acquire().orElse(Duration.ZERO).toMillis()
              + "ms, max="
              + wiring.pool().max());
    } catch (InterruptedException e) {
      giveUp(lease);
      Thread.currentThread().interrupt();
      throw new ExchangeFailed(
          Kind.POOL_FULL, "interrupted while waiting for a connection to " + name);
    } catch (ExecutionException e) {
      throw new ExchangeFailed(
          Kind.POOL_FULL, "no connection to " + name + " could be leased: " + e.getCause());
    }
  }

  /** What may have been handed over at the last moment goes back, or its place would be lost. */
  private void giveUp(Future<PoolEntry<String, MemberConnection>> lease) {
    lease.cancel(true);
    if (lease.isCancelled()) {
      return;
    }
    try {
      PoolEntry<String, MemberConnection> entry = lease.get();
      pool.release(entry, entry.hasConnection());
    } catch (InterruptedException | ExecutionException e) {
      LOG.debug("nothing was handed over by {}", name, e);
    }
  }

  /** Whether connections may go idle. */
  boolean keeps() {
    return !retired && wiring.pool().reuse();
  }

  /**
   * Whether a connection that was made for that name may go idle. With ProxyPreserveHost clients
   * choose the names, and must not be able to fill us with connections that nobody else can use.
   */
  boolean keeps(@Nullable String serverName) {
    return keeps()
        && (serverName == null
            || serverName.equalsIgnoreCase(wiring.url().host())
            || stats().idle() < MAX_IDLE_OF_OTHER_NAMES);
  }

  void release(PoolEntry<String, MemberConnection> entry, boolean keep) {
    pool.release(entry, keep);
  }

  Optional<X509Certificate> certificate() {
    return Optional.ofNullable(connector.certificate());
  }

  PoolStats stats() {
    org.apache.hc.core5.pool.PoolStats stats = pool.getTotalStats();
    return new PoolStats(
        stats.getLeased(), stats.getAvailable(), stats.getPending(), wiring.pool().max());
  }

  /** Lets its requests finish and keeps nothing from now on. */
  void retire() {
    retired = true;
    pool.enumAvailable(entry -> entry.discardConnection(CloseMode.IMMEDIATE));
  }

  /** True if it is retired and nobody uses it any more. */
  boolean finished() {
    if (!retired) {
      return false;
    }
    retire(); // what was given back while it was being retired
    PoolStats now = stats();
    return now.leased() == 0 && now.idle() == 0;
  }

  /**
   * Closes idle connections that nobody will use: those that the member has closed, and above
   * {@code smax} (above {@code min} where no smax is written) those older than {@code ttl}. Called
   * about once a second, by one thread.
   */
  void sweep() {
    boolean thorough = ++sweeps % CHECK_EVERY == 0;
    if (!thorough && wiring.pool().ttl().isEmpty()) {
      return;
    }
    int keep = Math.max(wiring.pool().min(), wiring.pool().smax());
    int[] surplus = {stats().idle() - keep};
    long now = nanoTime.getAsLong();
    pool.enumAvailable(
        entry -> {
          MemberConnection connection = entry.getConnection();
          if (connection != null
              && ((surplus[0] > 0 && expired(now - connection.idleSince()))
                  || (thorough && !connection.alive()))) {
            surplus[0]--;
            entry.discardConnection(CloseMode.IMMEDIATE);
          }
        });
  }
}
