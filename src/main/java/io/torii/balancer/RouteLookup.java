package io.torii.balancer;

import io.torii.config.MemberStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The member for a session's route. Several members may have one route: the first usable one takes
 * it, standbys after all others; lbset and drain do not matter. An unusable member's {@code
 * redirect} is followed before a later member with the same route is looked at.
 */
final class RouteLookup {

  private final List<Member> members;
  private final Predicate<Member> usable;
  private final Set<String> seen = new HashSet<>(2);

  RouteLookup(List<Member> members, Predicate<Member> usable) {
    this.members = members;
    this.usable = usable;
  }

  /** The member, or null if nobody usable has the route or is redirected to from it. */
  @Nullable Member find(String route) {
    if (!seen.add(route)) {
      return null; // redirects in a circle
    }
    Member found = find(route, false);
    return found != null ? found : find(route, true);
  }

  private @Nullable Member find(String route, boolean standby) {
    for (Member member : members) {
      MemberSettings settings = member.settings();
      if (settings.is(MemberStatus.HOT_STANDBY) != standby || !settings.route().equals(route)) {
        continue;
      }
      if (usable.test(member)) {
        return member;
      }
      Member other = settings.redirect().isEmpty() ? null : find(settings.redirect());
      if (other != null) {
        return other;
      }
    }
    return null;
  }
}
