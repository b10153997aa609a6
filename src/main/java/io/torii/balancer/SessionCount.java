package io.torii.balancer;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * About how many different sessions a member has had of late, by linear counting: each minute has a
 * bitmap in which a session sets one bit, and the empty ones tell how many there were. Up to some
 * 20,000 sessions it is right within a few in a hundred; above, it says too few. 8 KiB a member,
 * once it has a session. Safe for several threads.
 */
public final class SessionCount {

  /** Minutes that count, the current one included. */
  static final int MINUTES = 5;

  private static final int BITS = 1 << 13;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final @Nullable BitSet[] minutes = new BitSet[MINUTES];
  private final TimeSource time;
  private long minute = Long.MIN_VALUE;

  SessionCount(TimeSource time) {
    this.time = time;
  }

  /** A session has sent a request. */
  synchronized void saw(SessionRoute route) {
    advance(time.nanoTime());
    int slot = slot(minute);
    BitSet seen = minutes[slot];
    if (seen == null) {
      seen = new BitSet(BITS);
      minutes[slot] = seen;
    }
    seen.set(mixed(route.session()) & (BITS - 1));
  }

  /** Spreads hash codes that hardly differ over all bits (MurmurHash3's last step). */
  private static int mixed(int hash) {
    int h = hash ^ (hash >>> 16);
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }

  /** How many there have been in the last five minutes. */
  public synchronized long count() {
    advance(time.nanoTime());
    BitSet all = new BitSet(BITS);
    for (BitSet seen : minutes) {
      if (seen != null) {
        all.or(seen);
      }
    }
    int empty = BITS - all.cardinality();
    return Math.round(BITS * Math.log((double) BITS / Math.max(1, empty)));
  }

  private void advance(long nanos) {
    long now = Math.floorDiv(nanos, MINUTE_NANOS);
    if (minute == Long.MIN_VALUE || now - minute >= MINUTES) {
      Arrays.fill(minutes, null);
      minute = now;
    }
    while (minute < now) {
      minute++;
      minutes[slot(minute)] = null;
    }
  }

  private static int slot(long minute) {
    return (int) Math.floorMod(minute, (long) MINUTES);
  }
}
