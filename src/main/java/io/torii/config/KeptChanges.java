package io.torii.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where changes outlive the process: a file, and beside it the next one while that is written. Both
 * may lie in a folder that is searched for directive files, but hold no directives.
 */
public record KeptChanges(Path file) {

  /** The file's name unless a property says another. */
  static final String NAME = "torii-changes.json";

  private static final String NEXT = ".new";

  /** What is to take the file's place. */
  public Path next() {
    return file.resolveSibling(file.getFileName() + NEXT);
  }

  /** Whether a path leads to one of the two, however it is written. */
  public boolean has(Path path) {
    return isNamed(path, String.valueOf(file.getFileName())) && isBeside(path);
  }

  /** Whether a file has the name of one of the two where no property names another place. */
  static boolean areNamed(Path path) {
    return isNamed(path, NAME);
  }

  private static boolean isNamed(Path path, String name) {
    String other = String.valueOf(path.getFileName());
    return other.equals(name) || other.equals(name + NEXT);
  }

  private boolean isBeside(Path path) {
    try {
      return Files.isSameFile(folder(path), folder(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static Path folder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path : folder;
  }
}
