package io.torii.standalone;

import io.torii.config.ConfigLoader;
import io.torii.config.LoadRequest;
import io.torii.config.Loaded;
import io.torii.directive.Problem;
import io.torii.directive.Problem.Severity;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Where the configuration of this run comes from; it can be read again.
 *
 * @param files the arguments of {@code -f}
 * @param defines the names given by {@code -D}
 */
record Configuration(List<String> files, Set<String> defines) {

  Configuration {
    files = List.copyOf(files);
    defines = Set.copyOf(defines);
  }

  Loaded load() {
    return ConfigLoader.load(
        new LoadRequest(
            files,
            defines,
            System.getenv(),
            Optional.of(ConfigProvider.getConfig()),
            false,
            TlsHost::problem));
  }

  /** Prints errors, then warnings; notes are for the log. */
  static void print(List<Problem> problems, PrintStream out) {
    for (Problem problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        out.println(problem);
      } else if (problem.severity() == Severity.WARNING) {
        out.println(problem.origin() + ": warning: " + problem.message());
      }
    }
    out.flush();
  }
}
