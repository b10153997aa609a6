package io.torii.directive;

import java.nio.file.Path;
import java.util.Optional;

/** Where relative paths start: as ServerRoot says, else in the folder of the main file. */
final class ServerRoot {

  private boolean explicit;
  private Path folder;

  ServerRoot(Optional<Path> given) {
    explicit = given.isPresent();
    folder = given.orElse(Path.of(""));
  }

  /**
   * A main file's folder counts until somebody says otherwise; the first one's stays the last word.
   */
  void startMainFile(Path file) {
    if (!explicit) {
      folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }
  }

  void set(Path directory) {
    explicit = true;
    folder = directory;
  }

  /** As a message would show it: not made absolute if the user did not. */
  Path folder() {
    return folder;
  }

  Path resolve(String path) {
    return folder.resolve(path);
  }

  Path absolute() {
    return folder.toAbsolutePath().normalize();
  }
}
