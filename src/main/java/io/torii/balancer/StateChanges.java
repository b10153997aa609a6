package io.torii.balancer;

import java.time.Instant;

/** When a member's state last changed, and who hears of it. Safe for several threads. */
public final class StateChanges {

  private final Member member;
  private final TimeSource time;
  private volatile StateListener listener = StateListener.NONE;
  private volatile Instant since;

  StateChanges(Member member, TimeSource time) {
    this.member = member;
    this.time = time;
    this.since = time.now();
  }

  /** Has changes told to somebody from now on. */
  void tell(StateListener hears) {
    listener = hears;
  }

  void flipped(String what) {
    since = time.now();
    listener.flipped(member, what);
  }

  /** Somebody has set or cleared a flag, who has no need to hear of it. */
  void reconfigured() {
    since = time.now();
  }

  /** Since when {@link Member#status} is what it is. */
  public Instant since() {
    return since;
  }
}
