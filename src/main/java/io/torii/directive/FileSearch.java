package io.torii.directive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Walks a path whose parts may be patterns, as httpd does for Include: a folder stands for all
 * files in it and in its folders, everything in the order of names.
 */
final class FileSearch {

  /** httpd's AP_MAX_FNMATCH_DIR_DEPTH: folders in folders below an included one. */
  static final int DEEPEST_FOLDER = 20;

  private final Predicate<Path> aside;
  private final List<Path> found = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<String> misses = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * A search that leaves out what is aside, unless it is named as it is.
   *
   * @param aside true for a file that holds no directives
   */
  FileSearch(Predicate<Path> aside) {
    this.aside = aside;
  }

  List<Path> found() {
    return List.copyOf(found);
  }

  /** Every folder that was looked into. */
  List<Path> folders() {
    return List.copyOf(folders);
  }

  /** What is not there, which IncludeOptional does not mind. */
  List<String> misses() {
    return List.copyOf(misses);
  }

  /** What is there but can't be searched. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Goes on from a folder with what is left of the pattern. */
  void search(Path folder, String pattern) {
    if (!Glob.isPattern(pattern)) {
      plain(folder.resolve(pattern), 0);
      return;
    }
    int slash = pattern.indexOf('/');
    String part = slash < 0 ? pattern : pattern.substring(0, slash);
    String rest = slash < 0 ? "" : pattern.substring(slash + 1);
    if (slash == 0) {
      search(folder.resolve("/"), rest);
    } else if (Glob.isPattern(part)) {
      matches(folder, part, rest);
    } else {
      search(folder.resolve(part), rest);
    }
  }

  private void matches(Path folder, String part, String rest) {
    Predicate<String> glob = Glob.compile(part);
    List<Path> matching =
        entries(folder).stream()
            .filter(entry -> glob.test(String.valueOf(entry.getFileName())))
            .filter(entry -> rest.isEmpty() || Files.isDirectory(entry))
            .toList();
    if (matching.isEmpty()) {
      misses.add("No matches for the wildcard '" + part + "' in '" + folder + "'");
    }
    for (Path match : matching) {
      if (rest.isEmpty()) {
        plain(match, 0);
      } else {
        search(match, rest);
      }
    }
  }

  /** A file, or a folder with all that is in it. */
  private void plain(Path path, int depth) {
    if (!Files.isDirectory(path)) {
      if (Files.exists(path)) {
        found.add(path);
      } else {
        misses.add("Could not open configuration file " + path + ": no such file");
      }
    } else if (depth >= DEEPEST_FOLDER) {
      failures.add(
          "Directory '"
              + path
              + "' exceeds the maximum include directory nesting level of "
              + DEEPEST_FOLDER
              + ": a symbolic link probably leads back");
    } else {
      entries(path).forEach(entry -> plain(entry, depth + 1));
    }
  }

  private List<Path> entries(Path folder) {
    folders.add(folder);
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
      entries.removeIf(aside);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      failures.add("Could not open directory " + folder + ": " + SourceFiles.reason(e));
    }
    entries.sort(Comparator.comparing(Path::toString));
    return entries;
  }
}
