package io.torii.balancer;

import java.util.Optional;

/** What a balancer says when it is asked for a member. */
public sealed interface Selection {

  /** True once a session's route could not be kept, or there was none: BALANCER_ROUTE_CHANGED. */
  boolean routeChanged();

  /** The session route that the request carried, if any. */
  Optional<SessionRoute> sticky();

  /**
   * A member; its busy count is one higher until {@link Member#release()}.
   *
   * @param sticky the session route that the request carried, if any
   * @param why one clause for {@code --explain}: {@code session route app1}, {@code byrequests:
   *     highest lbstatus}
   */
  record Chosen(Member member, Optional<SessionRoute> sticky, boolean routeChanged, String why)
      implements Selection {}

  /**
   * Nobody can take it: 503.
   *
   * @param code AH01171, AH01170 or AH01167; AH00940 for a plain target that is out
   * @param reason one sentence that names the balancer and says what its members are
   */
  record Nobody(String code, String reason, Optional<SessionRoute> sticky, boolean routeChanged)
      implements Selection {}
}
