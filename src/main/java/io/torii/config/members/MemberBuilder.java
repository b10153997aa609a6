package io.torii.config.members;

import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.MemberUrl;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.directive.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Makes a member's model of its parameters, with the defaults of the server it stands in. */
final class MemberBuilder {

  private final ScopeDefaults defaults;
  private final ProxyTls tls;

  MemberBuilder(ScopeDefaults defaults, ProxyTls tls) {
    this.defaults = defaults;
    this.tls = tls;
  }

  /** The member of a balancer. */
  MemberConfig member(MemberDraft draft) {
    return build(draft.url(), draft.values(), Set.of(), draft.check(), draft.origin());
  }

  /** The only member of a plain target: errors never take it out, and it is not checked. */
  MemberConfig plain(MemberUrl url, ParameterValues values, Origin origin) {
    return build(url, values, Set.of(MemberStatus.IGNORE_ERRORS), Optional.empty(), origin);
  }

  private MemberConfig build(
      MemberUrl url,
      ParameterValues values,
      Set<MemberStatus> status,
      Optional<HealthCheckConfig> check,
      Origin origin) {
    return new MemberConfig(
        url,
        values.get(WorkerParameters.ROUTE).orElse(""),
        values.get(WorkerParameters.REDIRECT).orElse(""),
        values.get(WorkerParameters.LOAD_FACTOR).orElse(MemberConfig.UNIT_WEIGHT),
        values.get(WorkerParameters.LB_SET).orElse(0),
        values.get(WorkerParameters.STATUS).map(change -> change.apply(status)).orElse(status),
        pool(values),
        transport(values),
        tls,
        upgrade(url, values),
        check,
        origin);
  }

  private static PoolConfig pool(ParameterValues values) {
    int max = values.get(WorkerParameters.MAX).orElse(0);
    int smax = values.get(WorkerParameters.SMAX).orElse(0);
    if (max > 0 && (smax == 0 || smax > max)) {
      smax = max;
    }
    int min = values.get(WorkerParameters.MIN).orElse(0);
    return new PoolConfig(
        smax > 0 ? Math.min(min, smax) : min,
        max,
        smax,
        values.get(WorkerParameters.TTL),
        values.get(WorkerParameters.ACQUIRE),
        reuses(values));
  }

  /** An address that is looked up for each connection makes no sense of keeping connections. */
  private static boolean reuses(ParameterValues values) {
    boolean eachTime = values.get(WorkerParameters.ADDRESS_TTL).map(Duration::isZero).orElse(false);
    return values.get(WorkerParameters.REUSE).orElse(true) && !eachTime;
  }

  private TransportConfig transport(ParameterValues values) {
    Duration timeout = values.get(WorkerParameters.TIMEOUT).orElse(defaults.timeout());
    return new TransportConfig(
        values.get(WorkerParameters.CONNECTION_TIMEOUT).orElse(timeout),
        timeout,
        values.get(WorkerParameters.DEADLINE),
        values.get(WorkerParameters.RETRY).orElse(TransportConfig.DEFAULT.retry()),
        values.get(WorkerParameters.PING),
        size(values, WorkerParameters.IO_BUFFER_SIZE, defaults.ioBufferSize()),
        size(
            values,
            WorkerParameters.RESPONSE_FIELD_SIZE,
            TransportConfig.DEFAULT.responseFieldSize()),
        size(values, WorkerParameters.RECEIVE_BUFFER_SIZE, defaults.receiveBufferSize()),
        values.get(WorkerParameters.KEEP_ALIVE).orElse(false),
        defaults.sourceAddress(),
        addressTtl(values));
  }

  /** Zero is how the default is written. */
  private static int size(ParameterValues values, Parameter<Integer> parameter, int fallback) {
    return values.get(parameter).filter(size -> size > 0).orElse(fallback);
  }

  /** Without reuse each connection looks its address up anew, unless addressttl says otherwise. */
  private static Optional<Duration> addressTtl(ParameterValues values) {
    Optional<Duration> written = values.get(WorkerParameters.ADDRESS_TTL);
    if (written.isEmpty() && !values.get(WorkerParameters.REUSE).orElse(true)) {
      return Optional.of(Duration.ZERO);
    }
    return written.filter(ttl -> !ttl.isNegative());
  }

  private static Optional<String> upgrade(MemberUrl url, ParameterValues values) {
    Optional<String> written = values.get(WorkerParameters.UPGRADE).filter(v -> !v.isEmpty());
    boolean socket = url.scheme().startsWith("ws");
    return written.or(() -> socket ? Optional.of("WebSocket") : Optional.empty());
  }
}
