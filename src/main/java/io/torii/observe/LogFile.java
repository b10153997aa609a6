package io.torii.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that lines are appended to. Used by the log writer's thread only. */
final class LogFile {

  private final Path path;
  private final StringBuilder pending = new StringBuilder(16 * 1024);
  private @Nullable OutputStream out;

  LogFile(Path path) {
    this.path = path;
  }

  void append(String line) {
    pending.append(line).append('\n');
  }

  /**
   * Writes what is pending; the file is opened when it is first needed, or again after {@link
   * #close}.
   *
   * @throws IOException if that is not possible; what was pending stays so
   */
  void flush() throws IOException {
    if (pending.length() == 0) {
      return;
    }
    OutputStream target = out;
    if (target == null) {
      target = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      out = target;
    }
    target.write(pending.toString().getBytes(StandardCharsets.ISO_8859_1));
    pending.setLength(0);
  }

  /** Lines that a broken disk keeps from being written must not fill the memory. */
  int drop() {
    int lines = (int) pending.chars().filter(c -> c == '\n').count();
    pending.setLength(0);
    return lines;
  }

  void close() throws IOException {
    try {
      flush();
    } finally {
      OutputStream old = out;
      out = null;
      if (old != null) {
        old.close();
      }
    }
  }

  Path path() {
    return path;
  }
}
