package io.torii.balancer;

import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What traffic (E) and active checks (C) have found out about a member; never what an operator
 * said. Safe for several threads.
 */
final class MemberHealth {

  /**
   * The error state.
   *
   * @param since nanoseconds of {@link TimeSource#nanoTime}
   * @param configured true if {@code status=+E} asked for it: the first look at it ends it
   */
  private record ErrorState(long since, boolean configured) {

    Duration left(long nanos, Duration retry) {
      if (configured || retry.isZero()) {
        return Duration.ZERO;
      }
      // httpd asks for now > error time + retry: at the very moment it is too early
      Duration left = retry.minusNanos(nanos - since).plusNanos(1);
      return left.isNegative() ? Duration.ZERO : left;
    }
  }

  private final AtomicReference<@Nullable ErrorState> error = new AtomicReference<>();
  private final AtomicInteger retries = new AtomicInteger();
  private volatile boolean checkFailed;
  private volatile @Nullable Instant errorTime;
  private volatile @Nullable LastError lastError;

  boolean inError() {
    return error.get() != null;
  }

  boolean checkFailed() {
    return checkFailed;
  }

  int retries() {
    return retries.get();
  }

  @Nullable Instant errorTime() {
    return errorTime;
  }

  @Nullable LastError lastError() {
    return lastError;
  }

  /** Enters the error state; false if it was in it already (its time starts again). */
  boolean enterError(long nanos, Instant at) {
    errorTime = at;
    return error.getAndSet(new ErrorState(nanos, false)) == null;
  }

  /** The state that {@code status=} asks for; it sets, and never clears. */
  void configure(Set<MemberStatus> status) {
    if (status.contains(MemberStatus.ERROR)) {
      error.set(new ErrorState(0, true));
    }
    if (status.contains(MemberStatus.CHECK_FAILED)) {
      checkFailed = true;
    }
  }

  /** Follows a reload; a C that nobody would ever clear is cleared. */
  void reconfigured(MemberConfig before, MemberConfig next) {
    boolean unchecked = next.check().isEmpty() && before.check().isPresent();
    boolean withdrawn =
        before.status().contains(MemberStatus.CHECK_FAILED)
            && !next.status().contains(MemberStatus.CHECK_FAILED);
    if (unchecked || withdrawn) {
      checkFailed = false;
    }
    if (!before.status().equals(next.status())) {
      configure(next.status());
    }
  }

  /** Takes down what went wrong, without a consequence. */
  void note(Instant at, String text) {
    lastError = new LastError(at, text);
  }

  /** How long the error state has to last yet; zero if a look at it may end it. */
  Duration errorLeft(long nanos, Duration retry) {
    ErrorState state = error.get();
    return state == null ? Duration.ZERO : state.left(nanos, retry);
  }

  /** The retry test: ends the error state if it is old enough. False if it is not, or not there. */
  boolean leaveErrorIfDue(long nanos, Duration retry) {
    ErrorState state = error.get();
    // not what a failure has put there meanwhile
    return state != null
        && state.left(nanos, retry).isZero()
        && retried(error.compareAndSet(state, null));
  }

  /** Ends the error state, whatever its age; false if there is none. */
  boolean leaveError() {
    return retried(error.getAndSet(null) != null);
  }

  private boolean retried(boolean left) {
    if (left) {
      retries.incrementAndGet();
    }
    return left;
  }

  /** A connection was made: the next error starts from scratch. */
  void connected() {
    if (retries.get() != 0) {
      retries.set(0);
    }
    if (errorTime != null) {
      errorTime = null;
    }
  }

  /** Sets or clears C; false if it was so already. Called by one thread at a time. */
  boolean checkFailed(boolean failed) {
    boolean flipped = checkFailed != failed;
    checkFailed = failed;
    return flipped;
  }

  /** A check failed, whether or not it was the one too many. */
  void failedCheck(Instant at, String text) {
    errorTime = at;
    note(at, text);
  }
}
