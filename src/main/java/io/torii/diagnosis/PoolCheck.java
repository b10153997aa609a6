package io.torii.diagnosis;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import java.util.stream.Stream;

/** A pool that has too few connections for what comes. */
final class PoolCheck extends MemberTrafficCheck {

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public String finds() {
    return "requests that wait for a connection, or wait in vain: `max=` and `acquire=`";
  }

  @Override
  Stream<Finding> look(Balancer balancer, Member member, Traffic traffic) {
    PoolConfig pool = member.config().pool();
    String acquire =
        pool.acquire().map(a -> "acquire= is " + a.toMillis() + " ms").orElse("no acquire=");
    Sign sign = traffic.count(member, Sign.POOL_FULL) > 0 ? Sign.POOL_FULL : Sign.WAITED;
    boolean vain = sign == Sign.POOL_FULL;
    return where(
        sign,
        vain ? Severity.ERROR : Severity.WARNING,
        balancer,
        member,
        traffic,
        (vain
                ? "Requests got no connection to the member in time; max= is "
                : "Requests wait for a connection to the member; max= is ")
            + pool.max()
            + ", "
            + acquire
            + ".",
        "Raise max= if the member can carry more requests at a time, or add a member; acquire= says"
            + " how long one may wait before another member is asked.");
  }
}
