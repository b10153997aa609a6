package io.torii.config.directives;

import io.torii.directive.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the log files that directives name can be written: as far as that can be seen without
 * making them, so that a check leaves no empty files behind.
 */
final class LogChecks {

  private final Problems problems;

  LogChecks(Problems problems) {
    this.problems = problems;
  }

  void run(List<NamedFile> files) {
    Set<NamedFile> told = new HashSet<>();
    for (NamedFile file : files) {
      // What is left of an undefined variable has been complained about.
      if (told.add(file) && !file.path().toString().contains("${")) {
        check(file);
      }
    }
  }

  private void check(NamedFile file) {
    Path path = file.path();
    Path folder = path.getParent();
    if (Files.isDirectory(path)) {
      error(file, "is a folder: write the path of a file in it.");
    } else if (Files.exists(path)) {
      if (!Files.isWritable(path)) {
        error(file, "cannot be written by " + user() + ": change its owner or its rights.");
      }
    } else if (folder != null && !Files.isDirectory(folder)) {
      error(
          file,
          "cannot be made, there is no folder "
              + folder
              + ": make it, or correct the path, which is relative to ServerRoot unless it starts"
              + " with a slash.");
    } else if (folder != null && !Files.isWritable(folder)) {
      error(
          file,
          "cannot be made by "
              + user()
              + " in "
              + folder
              + ": change the owner or the rights of that folder.");
    }
  }

  private void error(NamedFile file, String message) {
    problems.error(file.origin(), file.directive() + " " + file.path() + " " + message);
  }

  private static String user() {
    return System.getProperty("user.name");
  }
}
