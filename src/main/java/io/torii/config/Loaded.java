package io.torii.config;

import io.torii.config.change.Differences;
import io.torii.config.change.Overlay;
import io.torii.directive.Problem;
import java.nio.file.Path;
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

  /** The problems of one severity. */
  public List<Problem> problems(Problem.Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).toList();
  }
}
