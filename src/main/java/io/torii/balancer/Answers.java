package io.torii.balancer;

import io.torii.config.MemberStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts picks into words: the clauses and sentences that logs and {@code --explain} show. */
final class Answers {

  static final String ONLY_TARGET = "only target";

  private Answers() {}

  static Selection selection(
      Snapshot snapshot, @Nullable SessionRoute session, Pick pick, long nanos) {
    if (pick.member().isEmpty()) {
      return nobody(snapshot, session, pick, nanos);
    }
    return new Selection.Chosen(
        pick.member().get(),
        Optional.ofNullable(session),
        routeChanged(snapshot, session, pick),
        why(snapshot, session, pick));
  }

  /** True for whoever did not get the route it came with, those who came without one included. */
  static boolean routeChanged(Snapshot snapshot, @Nullable SessionRoute session, Pick pick) {
    if (pick instanceof Pick.Routed routed && session != null) {
      return !routed.chosen().settings().route().equals(session.route());
    }
    return pick instanceof Pick.Balanced && snapshot.sessions().isPresent();
  }

  static String why(Snapshot snapshot, @Nullable SessionRoute session, Pick pick) {
    if (pick instanceof Pick.Routed routed && session != null) {
      String route = session.route();
      String own = routed.chosen().settings().route();
      return own.equals(route)
          ? "session route " + route
          : "session route " + route + ", redirected to " + own;
    }
    return snapshot.config().plain()
        ? ONLY_TARGET
        : snapshot.method().name() + ": " + snapshot.method().reason();
  }

  static Selection.Nobody nobody(
      Snapshot snapshot, @Nullable SessionRoute session, Pick pick, long nanos) {
    Optional<SessionRoute> sticky = Optional.ofNullable(session);
    String url = snapshot.config().url();
    String members =
        snapshot.members().stream()
            .map(member -> member + " " + standing(member, nanos))
            .collect(Collectors.joining("; "));
    if (pick instanceof Pick.RouteDown && session != null) {
      String reason =
          "%s: no member for session route %s can be used and nofailover is set: %s"
              .formatted(url, session.route(), members);
      return new Selection.Nobody("AH01167", reason, sticky, false);
    }
    if (snapshot.members().isEmpty()) {
      String reason = url + " has no members: add a BalancerMember";
      return new Selection.Nobody("AH01171", reason, sticky, false);
    }
    String reason = url + ": no member can be used: " + members;
    return new Selection.Nobody("AH01170", reason, sticky, false);
  }

  /** A plain target that an operator or the configuration has taken out. */
  static Selection.Nobody targetOut(Member target, long nanos) {
    String reason = target + " " + standing(target, nanos);
    return new Selection.Nobody("AH00940", reason, Optional.empty(), false);
  }

  /** What a member's own state says about new traffic: {@code is disabled (status D)}. */
  static String standing(Member member, long nanos) {
    MemberSettings settings = member.settings();
    if (settings.is(MemberStatus.STOPPED)) {
      return "is stopped (status S)";
    }
    if (settings.is(MemberStatus.DISABLED)) {
      return "is disabled (status D)";
    }
    if (member.checkFailed()) {
      return "has failed its health check" + lastError(member);
    }
    if (member.inError() && !member.retryDue(nanos)) {
      return "is in error for another "
          + seconds(member.errorLeft(nanos))
          + " (retry="
          + StatusText.time(member.config().transport().retry())
          + ")"
          + lastError(member);
    }
    if (settings.is(MemberStatus.DRAIN)) {
      return "is draining: its own sessions only (status N)";
    }
    return member.inError() ? "is in error and due for a retry" : "is usable";
  }

  /** Whole seconds, rounded up: what is left of one is still left. */
  private static String seconds(Duration left) {
    return left.plusMillis(999).toSeconds() + "s";
  }

  private static String lastError(Member member) {
    return member.lastError().map(error -> ": " + error.text()).orElse("");
  }
}
