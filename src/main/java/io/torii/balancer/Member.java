package io.torii.balancer;

import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.MemberUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backend: its configuration and its live state. One object for as long as its URL stands in its
 * balancer, reloads included. Safe for several threads.
 *
 * <p>What an operator says ({@link #settings}) and what traffic and checks find out (E and C) are
 * kept apart: neither undoes the other.
 */
public final class Member {

  private static final Logger LOG = LoggerFactory.getLogger(Member.class);

  private final MemberUrl url;
  private final String owner;
  private final boolean plain;
  private final TimeSource time;
  private final MemberHealth health = new MemberHealth();
  private final Traffic traffic = new Traffic();
  private final SessionCount sessions;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicLong elected = new AtomicLong();
  private final AtomicLong lbstatus = new AtomicLong();
  private volatile MemberConfig config;
  private volatile MemberSettings settings;
  private final StateChanges changes;

  /**
   * A member in its first state.
   *
   * @param owner the URL of its balancer, for messages
   * @param plain true for the target of a plain ProxyPass: errors never take it out
   */
  Member(MemberConfig config, String owner, boolean plain, TimeSource time) {
    this.url = config.url();
    this.owner = owner;
    this.plain = plain;
    this.time = time;
    this.config = config;
    this.settings = MemberSettings.of(config, plain);
    this.changes = new StateChanges(this, time);
    this.sessions = new SessionCount(time);
    health.configure(config.status());
  }

  /** The configuration that holds now; a reload replaces it. */
  public MemberConfig config() {
    return config;
  }

  public MemberUrl url() {
    return url;
  }

  /** The URL of its balancer: {@code balancer://name}, or its own for a plain target. */
  public String owner() {
    return owner;
  }

  public MemberSettings settings() {
    return settings;
  }

  /** Takes over a new configuration of the same URL. */
  void reconfigure(MemberConfig next) {
    MemberConfig before = config;
    MemberSettings earlier = settings;
    settings = MemberSettings.of(next, plain);
    if (!earlier.flags().equals(settings.flags())) {
      changes.reconfigured();
    }
    config = next;
    health.reconfigured(before, next);
  }

  /** Initialised, and neither disabled, stopped, in error nor failed by a check. */
  public boolean usable() {
    return enabled() && !health.inError() && !health.checkFailed();
  }

  /** When it last went out or came back, and who hears of it. */
  public StateChanges changes() {
    return changes;
  }

  /** Usable, and not draining. */
  public boolean takesNewTraffic() {
    return usable() && !settings.is(MemberStatus.DRAIN);
  }

  /** In the error state (E), which {@code retry} ends. */
  public boolean inError() {
    return health.inError();
  }

  /** Taken out by a check (C), which only a check ends. */
  public boolean checkFailed() {
    return health.checkFailed();
  }

  /** False if an operator took it out: disabled or stopped. */
  public boolean enabled() {
    return settings.enabled();
  }

  /**
   * As {@link #usable()}, after the retry test: an error state that is old enough ends here, and
   * the member is back at full weight.
   *
   * @param nanos now, by {@link TimeSource#nanoTime}
   */
  public boolean usable(long nanos) {
    if (health.inError() && !settings.is(MemberStatus.STOPPED)) { // AH03305: stopped is stopped
      if (health.leaveErrorIfDue(nanos, retryTime())) {
        LOG.debug("AH00932: {}: member {} is marked for retry", owner, url);
        changes.flipped("in: its time in error is over, it is tried again");
      } else {
        LOG.debug("AH00933: {}: too soon to retry member {}", owner, url);
      }
    }
    return usable();
  }

  /** Whether the retry test would end the error state. */
  boolean retryDue(long nanos) {
    return health.inError() && !settings.is(MemberStatus.STOPPED) && errorLeft(nanos).isZero();
  }

  /** How long its error state keeps it out yet; zero if the next selection may use it. */
  Duration errorLeft(long nanos) {
    return health.errorLeft(nanos, retryTime());
  }

  private Duration retryTime() {
    return settings.is(MemberStatus.IGNORE_ERRORS) ? Duration.ZERO : config.transport().retry();
  }

  /** Ends the error state, whatever its age; false if it was in none. */
  boolean recover(String why) {
    boolean left = health.leaveError();
    if (left) {
      LOG.debug("{}: member {} is back: {}", owner, url, why);
      changes.flipped("in: " + why);
    }
    return left;
  }

  /**
   * The member failed a request. It is left alone for its {@code retry} time, unless its errors are
   * ignored (I, and every plain target): then only {@link #lastError} tells.
   *
   * @param reason one sentence: what happened and what to check
   * @return true if it went into the error state, so that the request may go to another member. Ask
   *     this and not {@link #usable()}, which other requests may have made true again
   */
  public boolean fail(String reason) {
    health.note(time.now(), reason);
    if (settings.is(MemberStatus.IGNORE_ERRORS)) {
      LOG.debug("{}: member {} failed and stays in use (status I): {}", owner, url, reason);
      return false;
    }
    if (health.enterError(time.nanoTime(), time.now())) {
      LOG.error(
          "AH00959: {}: disabling member {} for {} (retry=): {}",
          owner,
          url,
          StatusText.time(config.transport().retry()),
          reason);
      changes.flipped("out: " + reason);
    }
    return true;
  }

  /** A connection was made: zeroes {@link #retries} and {@link #errorTime}. */
  public void connected() {
    if (usable()) {
      health.connected();
    }
  }

  /** A check failed without taking it out (yet). */
  public void checkMissed(String reason) {
    health.failedCheck(time.now(), reason);
  }

  /** Sets C. False if it was set already. */
  boolean failCheck() {
    boolean flipped = health.checkFailed(true);
    if (flipped) {
      changes.flipped("out: its health check has failed");
    }
    return flipped;
  }

  /** Ends C and E. False if neither was set. */
  boolean passCheck() {
    boolean error = health.leaveError();
    boolean flipped = health.checkFailed(false) || error;
    if (flipped) {
      changes.flipped("in: its health check has passed");
    }
    return flipped;
  }

  /** Counts a request in; {@link #release()} counts it out. */
  void elect() {
    busy.incrementAndGet();
    elected.incrementAndGet();
  }

  /** The request that it was chosen for is over. Once for each selection. */
  public void release() {
    busy.updateAndGet(n -> n > 0 ? n - 1 : 0);
  }

  /** Requests that it serves now, failed attempts of unfinished requests included. */
  public int busy() {
    return busy.get();
  }

  /** How often it was chosen. */
  public long elected() {
    return elected.get();
  }

  /** What has gone to it and come from it. */
  public Traffic traffic() {
    return traffic;
  }

  /** About how many different sessions have come to it of late. */
  public SessionCount sessions() {
    return sessions;
  }

  /** Its place in the order of turns: the higher, the sooner. */
  public long lbstatus() {
    return lbstatus.get();
  }

  /** Only with the balancer's lock held. */
  void lbstatus(long value) {
    lbstatus.set(value);
  }

  /** How often its error state has ended since a connection was last made. */
  public int retries() {
    return health.retries();
  }

  /** When it last failed, until a connection is made. */
  public Optional<Instant> errorTime() {
    return Optional.ofNullable(health.errorTime());
  }

  /** What last went wrong, however long ago. */
  public Optional<LastError> lastError() {
    return Optional.ofNullable(health.lastError());
  }

  /** Every flag that is set now, administrative ones and health, in the order of the display. */
  public Set<MemberStatus> status() {
    EnumSet<MemberStatus> flags = settings.copyOfFlags();
    if (health.inError()) {
      flags.add(MemberStatus.ERROR);
    }
    if (health.checkFailed()) {
      flags.add(MemberStatus.CHECK_FAILED);
    }
    return flags;
  }

  /** The letters of {@link #status}, such as {@code DE}; empty if none is set. */
  public String statusLetters() {
    return StatusText.letters(status());
  }

  /** As balancer-manager shows it: {@code "Init Ok "}, {@code "Init Dis Err "}. */
  public String statusWords() {
    return StatusText.words(status());
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
