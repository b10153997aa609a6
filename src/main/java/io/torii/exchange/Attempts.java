package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been tried to have a request served: who was asked, how often, what came of it. One
 * thread at a time.
 */
public final class Attempts {

  private final Balancer balancer;
  private final List<Member> asked = new ArrayList<>(1);
  private int sent;
  private int sentToLast;
  private boolean unavailable;
  private @Nullable Attempt last;
  private @Nullable String late;

  Attempts(Balancer balancer) {
    this.balancer = balancer;
  }

  void chosen(Member member) {
    asked.add(member);
    sentToLast = 0;
  }

  void sending() {
    sent++;
    sentToLast++;
  }

  void nobody() {
    unavailable = true;
  }

  void ended(Attempt result) {
    last = result;
  }

  void late(String reason) {
    late = reason;
  }

  void release() {
    asked.forEach(Member::release);
  }

  /** Who was to choose a member. */
  public Balancer balancer() {
    return balancer;
  }

  /** The member that was asked last; null if nobody could be. */
  public @Nullable Member member() {
    return asked.isEmpty() ? null : asked.get(asked.size() - 1);
  }

  /** How often the request was sent, or was to be; 0 if no member could be asked. */
  public int sent() {
    return sent;
  }

  /** How often another choice was made because a member had failed. */
  public int failovers() {
    return Math.max(0, asked.size() - 1);
  }

  /** How often the same member was asked once more, on a fresh connection. */
  public int repeats() {
    return sent - asked.size();
  }

  /** True if this attempt asks the same member once more. */
  public boolean repeating() {
    return sentToLast > 1;
  }

  /** True if there was no member to be asked, from the beginning or any more. */
  public boolean unavailable() {
    return unavailable;
  }

  /** The status of the response that the last attempt brought; 0 if it brought none. */
  public int received() {
    return last instanceof MemberResponse response ? response.status() : 0;
  }

  /** Why the last attempt brought no response; null if it did, or if nobody could be asked. */
  public Failure.@Nullable Kind failure() {
    return last instanceof Failure failure ? failure.kind() : null;
  }

  /**
   * In words, that the member took longer than it may within the body of its response, which was
   * cut for it; null if it did not.
   */
  public @Nullable String late() {
    return late;
  }
}
