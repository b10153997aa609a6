package io.torii.config;

import io.torii.config.change.Differences;
import io.torii.config.change.Merged;
import io.torii.config.change.Overlay;
import io.torii.directive.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of loading a configuration.
 *
 * @param config the model; empty if there are errors
 * @param problems errors first, then warnings, then notes; each in the order of the files
 * @param files every file that was read or is named, also when there are errors: a change of any of
 *     them is a reason to load again
 * @param account what has become of each directive
 * @param overlaid what has become of the differences that were laid over it
 * @param source makes the same configuration, as its files were when they were read, with other
 *     differences
 */
public record Loaded(
    Optional<ProxyConfig> config,
    List<Problem> problems,
    List<Path> files,
    Account account,
    Overlay.Outcome overlaid,
    Function<Differences, Loaded> source) {

  public Loaded {
    problems = List.copyOf(problems);
    files = List.copyOf(files);
  }

  /** The same with other differences in place of those that it has; no file is read for it. */
  public Loaded with(Differences differences) {
    return source.apply(differences);
  }

  /**
   * The same with those differences that go with it. One that held until now and is the reason of
   * an error is given up, as if its place had changed: no operator is there to be told.
   */
  public Loaded withFitting(Differences held) {
    return withFitting(new Merged(held, List.of()));
  }

  /** The same, where some have been given up before. */
  public Loaded withFitting(Merged held) {
    List<Overlay.GivenUp> unfit = new ArrayList<>();
    Differences rest = held.all();
    Loaded next = with(rest);
    Optional<Overlay.GivenUp> reason = next.unfit();
    while (reason.isPresent()) {
      unfit.add(reason.get());
      rest = rest.without(reason.get().difference().id());
      next = with(rest);
      reason = next.unfit();
    }
    unfit.addAll(0, next.overlaid.givenUp());
    unfit.addAll(0, held.givenUp());
    Overlay.Outcome outcome = new Overlay.Outcome(next.overlaid.kept(), unfit);
    return new Loaded(next.config, next.problems, next.files, next.account, outcome, source);
  }

  /** The first difference that is the reason of an error. */
  private Optional<Overlay.GivenUp> unfit() {
    return problems(Problem.Severity.ERROR).stream()
        .flatMap(
            problem ->
                overlaid.kept().all().stream()
                    .filter(difference -> difference.origin().equals(problem.origin()))
                    .map(difference -> new Overlay.GivenUp(difference, problem.message())))
        .findFirst();
  }

  /** The problems of one severity. */
  public List<Problem> problems(Problem.Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).toList();
  }

  /** The warnings that another load has not, such as the one before a change. */
  public List<Problem> warningsBeyond(Loaded before) {
    List<Problem> known = before.problems(Problem.Severity.WARNING);
    return problems(Problem.Severity.WARNING).stream().filter(p -> !known.contains(p)).toList();
  }
}
