package io.torii.config.directives;

import io.torii.directive.Problems;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the files that directives name can be read. */
final class FileChecks {

  private final Problems problems;

  FileChecks(Problems problems) {
    this.problems = problems;
  }

  void run(List<NamedFile> files) {
    Set<NamedFile> told = new HashSet<>();
    for (NamedFile file : files) {
      if (told.add(file)) {
        check(file);
      }
    }
  }

  private void check(NamedFile file) {
    if (!Files.exists(file.path())) {
      problems.error(
          file.origin(),
          file.directive()
              + " "
              + file.path()
              + " does not exist: check the path, which is"
              + " relative to ServerRoot unless it starts with a slash.");
    } else if (!Files.isRegularFile(file.path())) {
      problems.error(file.origin(), file.directive() + " " + file.path() + " is not a file.");
    } else if (!Files.isReadable(file.path())) {
      problems.error(
          file.origin(),
          file.directive()
              + " "
              + file.path()
              + " cannot be read by "
              + System.getProperty("user.name")
              + ": change its owner or its rights.");
    }
  }
}
