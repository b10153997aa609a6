package io.torii.manager;

import io.torii.admin.Drain;
import io.torii.balancer.Member;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A drain that is under way.
 *
 * @param deadline when it ends, whether or not the member's requests are over
 * @param quiet seconds without a request that end it before, where sessions stick
 * @param then what becomes of the member: {@code nothing}, {@code disable} or {@code remove}
 * @param busy requests that the member still serves
 */
public record DrainView(
    Instant startedAt, Instant deadline, BigDecimal quiet, String then, int busy, String by) {

  static DrainView of(Drain drain, Member member) {
    return new DrainView(
        drain.startedAt(),
        drain.deadline(),
        Field.seconds(drain.quiet()),
        drain.then().word(),
        member.busy(),
        drain.author().by());
  }
}
