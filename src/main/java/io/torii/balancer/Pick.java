package io.torii.balancer;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The outcome of looking for a member, before anything is changed because of it. */
sealed interface Pick {

  /** The session's own member, or the one that it is redirected to. */
  record Routed(Member chosen) implements Pick {
    @Override
    public Optional<Member> member() {
      return Optional.of(chosen);
    }
  }

  /** The method's choice among those who were offered. */
  record Balanced(Member chosen, List<Member> offered) implements Pick {
    @Override
    public Optional<Member> member() {
      return Optional.of(chosen);
    }
  }

  /** The session's member is here but cannot be used, and nofailover is set. */
  record RouteDown() implements Pick {}

  /** Nobody can take new traffic. */
  record Nobody() implements Pick {}

  /** Who was chosen, if anybody. */
  default Optional<Member> member() {
    return Optional.empty();
  }

  /** The session's route first, then nofailover, then the method. */
  static Pick of(Snapshot snapshot, @Nullable SessionRoute session, Predicate<Member> usable) {
    if (session != null) {
      String route = session.route();
      Member member = new RouteLookup(snapshot.members(), usable).find(route);
      if (member != null) {
        return new Routed(member);
      }
      // an unknown route is nobody's: such a session is balanced even with nofailover
      if (snapshot.config().noFailover() && snapshot.hasRoute(route)) {
        return new RouteDown();
      }
    }
    List<Member> offered =
        snapshot.method().obeysSets()
            ? Candidates.bySets(snapshot.members(), usable)
            : snapshot.members().stream().filter(usable).toList();
    Member member = offered.isEmpty() ? null : snapshot.method().pick(offered);
    return member == null ? new Nobody() : new Balanced(member, offered);
  }
}
