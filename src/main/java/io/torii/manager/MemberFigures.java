package io.torii.manager;

import io.torii.balancer.Member;
import io.torii.observe.metrics.Latency;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** What the connections to a member tell. */
public interface MemberFigures {

  /** How fast it has answered of late; empty if it has not, or if nothing is measured. */
  Optional<Latency> latency(Member member);

  /** Its connections; empty if nobody knows. */
  Optional<PoolView> pool(Member member);

  /** The certificate that it showed last; empty without TLS, or if it was never asked. */
  Optional<X509Certificate> certificate(Member member);

  /**
   * The connections to a member.
   *
   * @param leased with a request on them
   * @param idle kept for the next one
   * @param pending requests that wait for one
   * @param max most at a time; 0 for no limit
   */
  record PoolView(int leased, int idle, int pending, int max) {}
}
