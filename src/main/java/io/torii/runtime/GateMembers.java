package io.torii.runtime;

import io.torii.balancer.Member;
import io.torii.manager.MemberFigures;
import io.torii.observe.metrics.Latency;
import io.torii.upstream.PoolStats;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The gate's connections to members as the manager shows them. */
record GateMembers(Gate gate) implements MemberFigures {

  @Override
  public Optional<Latency> latency(Member member) {
    return gate.measurements().flatMap(measured -> measured.latency(member));
  }

  @Override
  public Optional<PoolView> pool(Member member) {
    PoolStats stats = gate.upstream().stats(member);
    return Optional.of(new PoolView(stats.leased(), stats.idle(), stats.pending(), stats.max()));
  }

  @Override
  public Optional<X509Certificate> certificate(Member member) {
    return gate.upstream().certificate(member);
  }
}
