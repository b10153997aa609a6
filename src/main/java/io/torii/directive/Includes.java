package io.torii.directive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Finds the files that Include and IncludeOptional name, and says what is wrong with them. */
final class Includes {

  private final SourceFiles files;
  private final Predicate<Path> aside;
  private final Problems problems;

  Includes(SourceFiles files, Predicate<Path> aside, Problems problems) {
    this.files = files;
    this.aside = aside;
    this.problems = problems;
  }

  /** Without a match, an error unless {@code optional}. */
  List<Path> find(Path root, String argument, boolean optional, Origin origin) {
    FileSearch search = new FileSearch(aside);
    try {
      search.search(root, argument);
    } catch (InvalidPathException e) {
      problems.error(origin, "Invalid Include path " + argument + ": " + e.getReason());
      return List.of();
    }
    search.folders().forEach(files::note);
    search.failures().forEach(failure -> problems.error(origin, failure));
    if (!optional) {
      search
          .misses()
          .forEach(
              miss ->
                  problems.error(origin, miss + ": correct the path, or write IncludeOptional"));
    }
    return search.found();
  }
}
