package io.torii.health;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.balancer.TimeSource;
import io.torii.config.HealthCheckConfig;
import io.torii.config.MemberStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of one member: when the next one is due, and what results in a row do to it. Safe for
 * several threads.
 *
 * <p>Results count in a row, as httpd's manual says; its code only ever adds them up.
 */
final class MemberCheck {

  private static final Logger LOG = LoggerFactory.getLogger(MemberCheck.class);

  private final Balancer balancer;
  private final Member member;
  private final TimeSource time;
  private boolean running;
  private @Nullable Instant lastEnd;
  private long lastEndNanos;
  private int passes;
  private int fails;
  private long allPassed;
  private long allFailed;
  private final Deque<CheckCounts.Result> history = new ArrayDeque<>();

  MemberCheck(Balancer balancer, Member member, TimeSource time) {
    this.balancer = balancer;
    this.member = member;
    this.time = time;
  }

  Member member() {
    return member;
  }

  /**
   * Starts a check if one is due: none under way, the interval over since the last one ended, and
   * the member not stopped. Disabled and draining members are checked like others.
   *
   * @return what to do; {@link #finished} or {@link #ended} must follow
   */
  synchronized Optional<HealthCheckConfig> start() {
    Optional<HealthCheckConfig> check = member.config().check();
    if (running || check.isEmpty() || member.settings().is(MemberStatus.STOPPED)) {
      return Optional.empty();
    }
    long interval = check.get().interval().toNanos();
    if (lastEnd != null && time.nanoTime() - lastEndNanos <= interval) {
      return Optional.empty();
    }
    running = true;
    return check;
  }

  /**
   * The check under way is over, perhaps without a result; the next one is due an interval later.
   */
  synchronized void ended() {
    running = false;
    lastEnd = time.now();
    lastEndNanos = time.nanoTime();
  }

  /** Takes down a result, and takes the member out or in when it is the last one needed. */
  synchronized void finished(HealthCheckConfig check, Probe.Result result) {
    ended();
    remember(result);
    boolean out = member.inError() || member.checkFailed();
    if (result instanceof Probe.Result.Failed failed) {
      passes = 0;
      allFailed++;
      member.checkMissed("health check: " + failed.reason());
      if (!out) {
        failed(check, failed.reason());
      }
    } else {
      fails = 0;
      allPassed++;
      if (out) {
        passed(check);
      }
    }
  }

  private void remember(Probe.Result result) {
    boolean passed = !(result instanceof Probe.Result.Failed);
    String text = result instanceof Probe.Result.Failed failed ? failed.reason() : "";
    history.addLast(new CheckCounts.Result(time.now(), passed, text));
    if (history.size() > CheckCounts.MOST) {
      history.removeFirst();
    }
  }

  private void failed(HealthCheckConfig check, String reason) {
    fails++;
    if (fails >= check.fails()) {
      int needed = fails;
      fails = 0;
      if (balancer.checkFailed(member)) {
        LOG.warn(
            "AH03303: {}: health check DISABLING {}: {} ({} in a row). It comes back by itself when"
                + " hcpasses={} checks succeed",
            balancer.url(),
            member,
            reason,
            needed,
            check.passes());
      }
    }
  }

  private void passed(HealthCheckConfig check) {
    passes++;
    if (passes >= check.passes()) {
      int needed = passes;
      passes = 0;
      if (balancer.checkPassed(member)) {
        LOG.warn(
            "AH03302: {}: health check ENABLING {}: {} passed in a row",
            balancer.url(),
            member,
            needed);
      }
    }
  }

  synchronized CheckCounts counts() {
    return new CheckCounts(
        passes, fails, allPassed, allFailed, Optional.ofNullable(lastEnd), List.copyOf(history));
  }
}
