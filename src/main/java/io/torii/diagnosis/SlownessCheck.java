package io.torii.diagnosis;

import java.time.Duration;
import java.util.List;

/** A member that answers late. */
final class SlownessCheck implements Check.OfMember {

  private static final Duration SLOW = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public String finds() {
    return "a member that takes longer than a second for the head of its response";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    return visit
        .answered()
        .filter(a -> a.took().compareTo(SLOW) > 0)
        .map(a -> List.of(slow(visit, a)))
        .orElse(List.of());
  }

  private Finding slow(Visit visit, Visit.Answered answered) {
    return finding(
        Severity.WARNING,
        visit.subject(),
        "The member took " + answered.took().toMillis() + " ms to answer.",
        "Look at its load and its threads; more members or a higher loadfactor= of the faster ones"
            + " take work off it. ProxyTimeout or timeout= must stay above what is usual.",
        Visit.text(visit.approach(), answered));
  }
}
