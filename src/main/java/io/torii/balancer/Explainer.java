package io.torii.balancer;

import io.torii.config.MemberStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes through a selection without touching anything, and says what it found. */
final class Explainer {

  private final Snapshot snapshot;
  private final Set<Member> avoid;
  private final long nanos;
  private final boolean recovers;

  Explainer(Snapshot snapshot, Set<Member> avoid, long nanos) {
    this.snapshot = snapshot;
    this.avoid = avoid;
    this.nanos = nanos;
    this.recovers =
        snapshot.config().forceRecovery()
            && snapshot.members().stream().allMatch(m -> m.inError() && !m.retryDue(nanos));
  }

  Explanation explain(@Nullable SessionRoute session) {
    Predicate<Member> usable = this::usable;
    Pick pick = Pick.of(snapshot, session, member -> !avoid.contains(member) && usable(member));
    if (pick.member().isEmpty() && !avoid.isEmpty()) {
      pick = Pick.of(snapshot, session, usable);
    }
    String why =
        pick.member().isPresent()
            ? Answers.why(snapshot, session, pick)
            : Answers.nobody(snapshot, session, pick, nanos).reason();
    Pick found = pick;
    List<Explanation.Note> notes =
        snapshot.members().stream()
            .map(
                member ->
                    new Explanation.Note(
                        member, clause(member, found), snapshot.method().arithmetic(member)))
            .toList();
    return new Explanation(
        pick.member(),
        why,
        Optional.ofNullable(session),
        Answers.routeChanged(snapshot, session, pick),
        notes);
  }

  private boolean usable(Member member) {
    boolean error = member.inError() && !member.retryDue(nanos) && !recovers;
    return member.enabled() && !member.checkFailed() && !error;
  }

  private String clause(Member member, Pick pick) {
    if (pick.member().filter(chosen -> chosen == member).isPresent()) {
      return recovers ? "is chosen: all are in error, which forcerecovery ends" : "is chosen";
    }
    if (!usable(member)) {
      return Answers.standing(member, nanos);
    }
    if (avoid.contains(member)) {
      return "was tried already";
    }
    if (pick instanceof Pick.Routed) {
      return state(member) + ", but the session belongs to another";
    }
    return pick instanceof Pick.Balanced balanced ? unchosen(member, balanced) : state(member);
  }

  private String state(Member member) {
    if (recovers) {
      return "is let in since all are in error (forcerecovery)";
    }
    return member.inError() ? "is in error and due for a retry" : "is usable";
  }

  private String unchosen(Member member, Pick.Balanced pick) {
    MemberSettings settings = member.settings();
    if (pick.offered().contains(member)) {
      return state(member) + ", but it is not its turn";
    }
    if (settings.is(MemberStatus.DRAIN)) {
      return "is draining: its own sessions only (status N)";
    }
    if (settings.lbset() != pick.chosen().settings().lbset()) {
      return "is in lbset " + settings.lbset() + ", not needed while a lower one can be used";
    }
    return settings.is(MemberStatus.HOT_SPARE)
        ? "is a hot spare, not needed while no other member is out"
        : "is a hot standby, not needed while others can be used";
  }
}
