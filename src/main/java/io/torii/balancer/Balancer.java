package io.torii.balancer;

import io.torii.config.BalancerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A group of members and the way one of them is chosen. One object for as long as its key is
 * configured, reloads included. Safe for several threads: a lock is held for the arithmetic of a
 * choice only, never while waiting, and not at all for the target of a plain ProxyPass.
 */
public final class Balancer {

  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
  private static final Duration SHORTEST_POLL = Duration.ofNanos(100_000);

  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Snapshot snapshot;

  /**
   * A balancer with all its members in their first state.
   *
   * @throws IllegalArgumentException if it is plain and has not exactly one member, or if a
   *     member's values are out of their bounds
   */
  public Balancer(BalancerConfig config, BalancingMethod method, TimeSource time) {
    this.time = time;
    this.snapshot = MemberChanges.first(config, method, time).snapshot();
  }

  public String key() {
    return config().key();
  }

  /** {@code balancer://name}, or the URL of a plain target. */
  public String url() {
    return config().url();
  }

  /** The configuration that holds now. */
  public BalancerConfig config() {
    return snapshot.config();
  }

  /** The members in the order of the configuration; immutable. */
  public List<Member> members() {
    return snapshot.members();
  }

  /** How many further attempts a request has after its first. */
  public int maxAttempts() {
    return config().maxAttempts();
  }

  /**
   * Chooses a member for one attempt, and counts the request in: {@link Member#release()} must be
   * called once when the request is over. In this order: forced recovery, the session's route,
   * nofailover, the method; if that yields nobody, the method again every hundredth of the
   * balancer's {@code timeout} until it does or the time is up. An interrupt ends the wait and
   * stays set.
   */
  public Selection select(SelectionRequest request) {
    Snapshot now = snapshot;
    if (now.config().plain()) {
      return onlyTarget(now);
    }
    SessionRoute session = session(now, request);
    now.method().prepare();
    Pick pick = attempt(request.avoid(), session, true);
    if (pick instanceof Pick.Nobody && !now.config().memberWait().isZero()) {
      pick = await(request.avoid(), now.config().memberWait());
    }
    if (session != null) {
      pick.member().ifPresent(member -> member.sessions().saw(session));
    }
    if (session != null && LOG.isDebugEnabled()) {
      LOG.debug("AH01161: {}: found route {}, member {}", url(), session.route(), pick.member());
    }
    return Answers.selection(snapshot, session, pick, time.nanoTime());
  }

  private static @Nullable SessionRoute session(Snapshot now, SelectionRequest request) {
    return now.sessions().flatMap(s -> s.find(request.target(), request.cookies())).orElse(null);
  }

  private Selection onlyTarget(Snapshot now) {
    Member target = now.members().get(0);
    if (target.usable() || target.usable(time.nanoTime())) {
      target.elect();
      return new Selection.Chosen(target, Optional.empty(), false, Answers.ONLY_TARGET);
    }
    return Answers.targetOut(target, time.nanoTime());
  }

  private Pick attempt(Set<Member> avoid, @Nullable SessionRoute session, boolean recover) {
    lock.lock();
    try {
      Snapshot now = snapshot;
      long nanos = time.nanoTime();
      if (recover) {
        forceRecovery(now, nanos);
      }
      Predicate<Member> usable = member -> member.usable(nanos);
      Pick pick = Pick.of(now, session, member -> !avoid.contains(member) && usable.test(member));
      if (pick.member().isEmpty() && !avoid.isEmpty()) {
        pick = Pick.of(now, session, usable);
      }
      account(now, pick);
      return pick;
    } finally {
      lock.unlock();
    }
  }

  private static void account(Snapshot now, Pick pick) {
    if (pick instanceof Pick.Routed routed) {
      // for every method: the turn of a session is a turn
      Turns.take(routed.chosen(), now.members().stream().filter(Member::usable).toList());
    } else if (pick instanceof Pick.Balanced balanced) {
      now.method().taken(balanced.chosen(), balanced.offered());
    }
    pick.member().ifPresent(Member::elect);
  }

  /**
   * If every member is in error, and none for long enough, all are let in again. As in httpd one
   * member that is out for another reason only, such as a failed check, prevents that.
   */
  private static void forceRecovery(Snapshot now, long nanos) {
    if (!now.config().forceRecovery()) {
      return;
    }
    for (Member member : now.members()) {
      if (member.usable(nanos) || !member.inError()) {
        return;
      }
    }
    now.members().forEach(member -> member.recover("AH01165: all are in error (forcerecovery)"));
  }

  private Pick await(Set<Member> avoid, Duration wait) {
    Duration step = wait.dividedBy(100);
    Duration pause = step.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : step;
    long start = time.nanoTime();
    while (time.nanoTime() - start < wait.toNanos()) {
      try {
        time.pause(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      snapshot.method().prepare();
      Pick pick = attempt(avoid, null, false);
      if (pick.member().isPresent()) {
        return pick;
      }
    }
    return new Pick.Nobody();
  }

  /** Which member a request would get now and why, without changing anything. */
  public Explanation explain(SelectionRequest request) {
    Snapshot now = snapshot;
    now.method().prepare();
    lock.lock();
    try {
      return new Explainer(now, request.avoid(), time.nanoTime()).explain(session(now, request));
    } finally {
      lock.unlock();
    }
  }

  /** Ends a member's error state before its time; false if it was in none. */
  public boolean clearError(Member member) {
    lock.lock();
    try {
      boolean flipped = member.recover("an operator has cleared its error");
      if (flipped) {
        snapshot.method().enabled(member, snapshot.members());
      }
      return flipped;
    } finally {
      lock.unlock();
    }
  }

  /** Enough checks of a member passed: ends C and E. False if neither was set. */
  public boolean checkPassed(Member member) {
    lock.lock();
    try {
      boolean flipped = member.passCheck();
      if (flipped) {
        snapshot.method().enabled(member, snapshot.members());
      }
      return flipped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Enough checks of a member failed: sets C. False if it was set already, or if the member has
   * ceased to be checked meanwhile, since nobody would ever clear it.
   */
  public boolean checkFailed(Member member) {
    lock.lock();
    try {
      return member.config().check().isPresent() && member.failCheck();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes over a new configuration; members are told apart by their URLs. Another weight sets the
   * lbstatus of all members to their weights; a member that can take new traffic again starts level
   * with the others.
   */
  MemberChanges reconfigure(BalancerConfig config, BalancingMethod method) {
    lock.lock();
    try {
      MemberChanges changes = MemberChanges.between(snapshot, config, method, time);
      snapshot = changes.snapshot();
      return changes;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return url();
  }
}
