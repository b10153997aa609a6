package io.torii.balancer;

import java.util.List;
import java.util.Optional;

/**
 * What a selection would do now.
 *
 * @param member who would be chosen; empty for a 503
 * @param why one clause for the choice, or the sentence that goes with the 503
 * @param sticky the session route that the request carries, if any
 * @param routeChanged whether BALANCER_ROUTE_CHANGED would be set
 * @param members every member and what it stands at, in the order of the configuration
 */
public record Explanation(
    Optional<Member> member,
    String why,
    Optional<SessionRoute> sticky,
    boolean routeChanged,
    List<Note> members) {

  public Explanation {
    members = List.copyOf(members);
  }

  /**
   * A member's part in the choice.
   *
   * @param clause {@code is chosen}, {@code is disabled (status D)}, {@code is a hot standby, not
   *     needed while others can be used}
   * @param arithmetic what the method compares it by
   */
  public record Note(Member member, String clause, String arithmetic) {}
}
