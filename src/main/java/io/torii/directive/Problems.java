package io.torii.directive;

import io.torii.directive.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects every problem of a configuration, so that a user sees all of them at once. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  public void error(Origin origin, String message) {
    found.add(new Problem(origin, Severity.ERROR, message));
  }

  public void warn(Origin origin, String message) {
    found.add(new Problem(origin, Severity.WARNING, message));
  }

  /** Something that works, but elsewhere or otherwise than written: said once in the log. */
  public void note(Origin origin, String message) {
    found.add(new Problem(origin, Severity.NOTE, message));
  }

  /** Everything that another collection has. */
  public void addAll(Problems others) {
    found.addAll(others.found);
  }

  /** Where something is an error. */
  public Set<Origin> wrong() {
    return found.stream()
        .filter(p -> p.severity() == Severity.ERROR)
        .map(Problem::origin)
        .collect(Collectors.toSet());
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(p -> p.severity() == Severity.ERROR);
  }

  /** Errors first, then warnings, then notes; within each in the order they were found. */
  public List<Problem> all() {
    return found.stream().sorted((a, b) -> a.severity().compareTo(b.severity())).toList();
  }
}
