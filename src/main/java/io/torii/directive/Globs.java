package io.torii.directive;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Finds the files that {@code -f} and {@code torii.conf} name: plain paths, patterns, folders. */
public final class Globs {

  private Globs() {}

  /**
   * The files of a pattern in the order in which Include would read them: by name, a folder's
   * content with all below it. {@code *}, {@code ?} and {@code [ ]} may stand in any part of it and
   * do not match a leading dot.
   *
   * @param root what a relative pattern is relative to; the results start with it
   * @param aside true for a file that holds no directives: it is left out where a pattern or a
   *     folder stands for it
   * @param folders gets every folder that was searched, so that a new file in it can be noticed
   * @return empty if nothing is there
   * @throws IOException if a folder cannot be searched, or the pattern is no path
   */
  public static List<Path> files(
      String pattern, Path root, Predicate<Path> aside, Collection<Path> folders)
      throws IOException {
    FileSearch search = new FileSearch(aside);
    try {
      search.search(root, pattern);
    } catch (InvalidPathException e) {
      throw new IOException("\"" + pattern + "\" is not a path", e);
    }
    folders.addAll(search.folders());
    if (!search.failures().isEmpty()) {
      throw new IOException(search.failures().get(0));
    }
    return search.found();
  }
}
