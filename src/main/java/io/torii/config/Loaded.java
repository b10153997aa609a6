package io.torii.config;

import io.torii.directive.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of loading a configuration.
 *
 * @param config the model; empty if there are errors
 * @param problems errors first, then warnings, then notes; each in the order of the files
 * @param files every file that was read or is named, also when there are errors: a change of any of
 *     them is a reason to load again
 * @param account what has become of each directive
 */
public record Loaded(
    Optional<ProxyConfig> config, List<Problem> problems, List<Path> files, Account account) {

  public Loaded {
    problems = List.copyOf(problems);
    files = List.copyOf(files);
  }

  /** The problems of one severity. */
  public List<Problem> problems(Problem.Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).toList();
  }
}
