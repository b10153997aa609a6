package io.torii.balancer;

/** Hears when a member goes out or comes back. Called by the thread that found out: be quick. */
@FunctionalInterface
public interface StateListener {

  /** Hears nothing. */
  StateListener NONE = (member, what) -> {};

  /**
   * A member has another state from now on.
   *
   * @param what a clause that says which, and why
   */
  void flipped(Member member, String what);
}
