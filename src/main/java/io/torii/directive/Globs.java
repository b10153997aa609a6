package io.torii.directive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that Include and {@code -f} name: plain paths, patterns, whole folders. */
public final class Globs {

  private Globs() {}

  /**
   * The files of a pattern in the order in which httpd reads them: by name, a folder's content with
   * all below it.
   *
   * @param root what a relative pattern is relative to
   * @param folders gets every folder that was searched, so that a new file in it can be noticed
   * @throws IOException if a folder cannot be searched, or the pattern is no path
   */
  public static List<Path> files(String pattern, Path root, Collection<Path> folders)
      throws IOException {
    List<Path> found = new ArrayList<>();
    try {
      Path path = root.resolve(pattern);
      if (wild(pattern)) {
        expand(path, folders).forEach(p -> found.add(p));
      } else if (Files.exists(path)) {
        found.add(path);
      }
    } catch (InvalidPathException e) {
      throw new IOException("\"" + pattern + "\" is not a path", e);
    }
    List<Path> files = new ArrayList<>();
    for (Path path : found) {
      if (Files.isDirectory(path)) {
        below(path, files, folders);
      } else {
        files.add(path);
      }
    }
    return files;
  }

  static boolean wild(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  private static List<Path> expand(Path pattern, Collection<Path> folders) throws IOException {
    List<Path> current = new ArrayList<>();
    Path root = pattern.getRoot();
    current.add(root == null ? Path.of("") : root);
    for (Path part : pattern) {
      List<Path> next = new ArrayList<>();
      for (Path folder : current) {
        if (!wild(part.toString())) {
          Path child = folder.resolve(part);
          if (Files.exists(child)) {
            next.add(child);
          }
        } else if (Files.isDirectory(folder)) {
          folders.add(folder);
          try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, part.toString())) {
            children.forEach(next::add);
          }
        }
      }
      next.sort(null);
      current = next;
    }
    return current;
  }

  private static void below(Path folder, List<Path> files, Collection<Path> folders)
      throws IOException {
    folders.add(folder);
    List<Path> children;
    try (Stream<Path> listing = Files.list(folder)) {
      children = listing.sorted().toList();
    }
    for (Path child : children) {
      if (Files.isDirectory(child)) {
        below(child, files, folders);
      } else {
        files.add(child);
      }
    }
  }
}
