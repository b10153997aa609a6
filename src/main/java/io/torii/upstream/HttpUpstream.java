package io.torii.upstream;

import io.torii.balancer.Member;
import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyTls;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.directive.Problem;
import io.torii.exchange.Attempt;
import io.torii.exchange.Failure;
import io.torii.exchange.MemberRequest;
import io.torii.exchange.Upstream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.jspecify.annotations.Nullable;

/** Sends requests to members over pooled connections. Safe for several threads. */
public final class HttpUpstream implements Upstream, AutoCloseable {

  /** Tells the endpoint which request it carries; the driver has the real one. */
  private static final ClassicHttpRequest PLACEHOLDER = new BasicClassicHttpRequest("GET", "/");

  private final Watchdog watchdog = new Watchdog(this::tidy);
  private final Queue<MemberPool> retired = new ConcurrentLinkedQueue<>();
  private volatile Map<Member, MemberPool> pools = Map.of();

  /** Connections to a member right now: carrying a request, and idle. */
  public record Usage(int leased, int idle, int max) {}

  /** A member with the ProxyBadHeader of its virtual host. */
  public record Wanted(Member member, BadHeader badHeader) {}

  /** Certificate and key files of members that cannot be used, each once. */
  public List<Problem> check(Collection<BalancerConfig> balancers) {
    Map<ProxyTls, Problem> bad = new LinkedHashMap<>();
    Set<ProxyTls> seen = new HashSet<>();
    for (BalancerConfig balancer : balancers) {
      for (MemberConfig member : balancer.members()) {
        if (!member.url().secure() || !seen.add(member.tls())) {
          continue;
        }
        try {
          new MemberTls(member.tls(), member.transport().connectTimeout()).factory();
        } catch (IOException e) {
          String message =
              "The TLS files for "
                  + member.url()
                  + " cannot be used: "
                  + e.getMessage()
                  + ". See SSLProxyCACertificateFile and SSLProxyMachineCertificateFile.";
          bad.put(member.tls(), new Problem(member.origin(), Problem.Severity.ERROR, message));
        }
      }
    }
    return List.copyOf(bad.values());
  }

  /**
   * Makes pools for new members and for those whose parameters have changed; the pools of the
   * others stay, with their connections. What is not wanted any more closes when its last request
   * is over.
   *
   * @throws IOException if a certificate or key file is no good; nothing has changed then
   */
  public synchronized void apply(Collection<Wanted> members) throws IOException {
    Map<Member, MemberPool> next = new IdentityHashMap<>();
    for (Wanted wanted : members) {
      Member member = wanted.member();
      MemberPool old = pools.get(member);
      boolean kept = old != null && old.serves(member.config(), wanted.badHeader());
      next.put(
          member,
          kept && old != null
              ? old
              : new MemberPool(member.config(), wanted.badHeader(), watchdog));
    }
    Map<Member, MemberPool> before = pools;
    pools = next;
    for (MemberPool old : before.values()) {
      if (!next.containsValue(old)) {
        retired.add(old);
      }
    }
    tidy();
  }

  @Override
  public Attempt send(Member member, MemberRequest request, Interim interim) {
    MemberPool pool = pools.get(member);
    try {
      return send(pool == null ? passing(member) : pool, request, interim);
    } catch (IOException e) {
      return Failures.connecting(member.config(), e);
    }
  }

  /** What health checks use to talk to a member as requests do; null for a member without TLS. */
  public @Nullable SSLSocketFactory socketFactory(Member member) {
    MemberPool pool = pools.get(member);
    MemberTls tls = pool == null ? null : pool.tls();
    return tls == null ? null : tls.factory();
  }

  /** How many connections a member has. */
  public Usage usage(Member member) {
    MemberPool pool = pools.get(member);
    if (pool == null) {
      return new Usage(0, 0, 0);
    }
    PoolStats stats = pool.stats();
    return new Usage(stats.getLeased(), stats.getAvailable(), member.config().pool().max());
  }

  /** Pools that exist, those included that wait for their last request. */
  public int pools() {
    return pools.size() + retired.size();
  }

  @Override
  public void close() {
    watchdog.close();
    pools.values().forEach(MemberPool::close);
    retired.forEach(MemberPool::close);
    retired.clear();
    pools = Map.of();
  }

  /** A member that a request has named itself, or that a reload has just taken away: one use. */
  private MemberPool passing(Member member) throws IOException {
    MemberPool pool = new MemberPool(member.config(), BadHeader.IS_ERROR, watchdog);
    retired.add(pool);
    return pool;
  }

  private Attempt send(MemberPool pool, MemberRequest request, Interim interim) {
    ConnectionEndpoint endpoint;
    try {
      endpoint = pool.lease(request.serverName());
    } catch (TimeoutException | ExecutionException e) {
      return Failures.poolFull(pool.config());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Failures.poolFull(pool.config());
    }
    if (request.fresh()) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    Attempt attempt = exchange(pool, endpoint, request, interim);
    if (attempt instanceof Failure) {
      pool.release(endpoint, false);
    }
    return attempt;
  }

  private static Attempt exchange(
      MemberPool pool, ConnectionEndpoint endpoint, MemberRequest request, Interim interim) {
    while (true) {
      boolean connected = endpoint.isConnected();
      try {
        if (!connected) {
          pool.connect(endpoint);
        }
      } catch (IOException e) {
        return Failures.connecting(pool.config(), e);
      }
      Attempt[] attempt = new Attempt[1];
      try {
        endpoint.execute(
            "",
            PLACEHOLDER,
            (placeholder, connection, context) -> {
              MemberConnection own = MemberConnection.of(connection);
              if (!connected || !own.broken()) {
                attempt[0] = drive(pool, endpoint, own, request, interim);
              }
              return null;
            },
            MemberPool.context());
      } catch (IOException | HttpException e) {
        // The driver reports its own failures; what is left is a pool that was closed meanwhile.
        return Failures.connecting(pool.config(), new IOException(e));
      }
      if (attempt[0] != null) {
        return attempt[0];
      }
      endpoint.close(CloseMode.IMMEDIATE);
    }
  }

  private static Attempt drive(
      MemberPool pool,
      ConnectionEndpoint endpoint,
      MemberConnection connection,
      MemberRequest request,
      Interim interim) {
    Driver driver = new Driver(pool.config(), request, pool.target(), connection, interim);
    try {
      ClassicHttpResponse response = driver.run();
      if (response.getCode() == 101) {
        return Failures.unexpectedUpgrade(pool.config());
      }
      return new PooledResponse(pool, endpoint, response, driver, connection, request.close());
    } catch (IOException | HttpException e) {
      return Failures.exchanging(
          pool.config(), e, driver.phase(), connection.late(), driver.reused());
    }
  }

  private void tidy() {
    pools.values().forEach(MemberPool::tidy);
    retired.removeIf(MemberPool::closeWhenUnused);
  }
}
