package io.torii.admin;

import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.directive.Problem;
import java.util.List;
import java.util.Optional;

/** A change that cannot be made; nothing of it has been. */
public final class RefusedChangeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final transient Differences proposed;

  /**
   * A refusal.
   *
   * @param problems every reason
   * @param proposed the differences that were wanted, whose origins the problems name
   */
  public RefusedChangeException(List<Problem> problems, Differences proposed) {
    super(problems.isEmpty() ? "" : problems.get(0).message());
    this.problems = List.copyOf(problems);
    this.proposed = proposed;
  }

  public List<Problem> problems() {
    return problems;
  }

  /** The difference that is the reason of a problem; empty if it is none of them alone. */
  public Optional<Difference> reason(Problem problem) {
    return proposed.all().stream().filter(d -> d.origin().equals(problem.origin())).findFirst();
  }
}
