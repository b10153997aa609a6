package io.torii.balancer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An lbmethod: which of several members takes the next request.
 *
 * <p>Choosing and accounting are two steps, so that a choice can be explained without being made.
 * All methods except {@link #name}, {@link #reason} and {@link #prepare} are called with the
 * balancer's lock held: they do arithmetic on what is in memory and never wait. One object serves
 * all balancers; what it has to remember about a member is kept in the member.
 *
 * <p>A new method is one class and one entry in {@link BalancingMethods}.
 */
public interface BalancingMethod {

  /** The name that {@code lbmethod=} uses. */
  String name();

  /** One clause that says what the winner has over the others: {@code highest lbstatus}. */
  String reason();

  /**
   * Whether the usual rules decide who may be offered: lbset by lbset, no draining members, hot
   * spares and hot standbys only as substitutes. Otherwise every usable member is offered.
   */
  default boolean obeysSets() {
    return true;
  }

  /** Called before each selection without the lock: the place to look at files. */
  default void prepare() {}

  /**
   * Names the winner without changing anything.
   *
   * @param offered the members that may be chosen, at least one, in the order of the configuration
   *     with substitutes last; the first wins ties
   * @return null if none of them qualifies
   */
  @Nullable Member pick(List<Member> offered);

  /** What a member is compared by, with the numbers of this moment. */
  String arithmetic(Member member);

  /** The member that {@link #pick} named was taken: accounts for it. */
  void taken(Member chosen, List<Member> offered);

  /** Forgets the past: called when a balancer changes to this method. */
  void reset(List<Member> members);

  /**
   * A member is new, or an operator or a check let it in again: it starts level with the others
   * instead of being given everything until it has caught up.
   */
  default void enabled(Member member, List<Member> members) {
    reset(members);
  }
}
