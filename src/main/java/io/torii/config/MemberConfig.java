package io.torii.config;

import io.torii.directive.Origin;
import java.util.Optional;
import java.util.Set;

/**
 * One backend: a BalancerMember, or the target of a plain ProxyPass.
 *
 * @param url where it listens
 * @param route the id that session ids end in; empty if none
 * @param redirect the route to use instead while this member is unusable; empty if none
 * @param weight loadfactor in hundredths: 100 (the default) to 10,000
 * @param lbset the priority group, 0 (the default) to 99; lower ones are tried first
 * @param status the flags it starts with
 * @param pool connections to it
 * @param transport what the wire looks like
 * @param tls how it is verified when its scheme is https
 * @param upgrade which Upgrade tokens may be tunnelled: {@code ANY}, {@code NONE}, or a list; none
 *     by default
 * @param check the active health check, if any
 * @param origin where it was declared
 */
public record MemberConfig(
    MemberUrl url,
    String route,
    String redirect,
    int weight,
    int lbset,
    Set<MemberStatus> status,
    PoolConfig pool,
    TransportConfig transport,
    ProxyTls tls,
    Optional<String> upgrade,
    Optional<HealthCheckConfig> check,
    Origin origin) {

  /** The weight of {@code loadfactor=1}. */
  public static final int UNIT_WEIGHT = 100;

  public MemberConfig {
    status = Set.copyOf(status);
  }

  /** This member at another address. */
  public MemberConfig at(MemberUrl other) {
    return new MemberConfig(
        other, route, redirect, weight, lbset, status, pool, transport, tls, upgrade, check,
        origin);
  }
}
