package io.torii.directive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a configuration: which are being read, and which were. */
final class SourceFiles {

  /** httpd's AP_MAX_INCLUDE_DEPTH. */
  static final int DEEPEST = 128;

  private record Open(Path shown, Path real) {}

  private final Problems problems;
  private final Set<Path> read = new LinkedHashSet<>();
  private final Deque<Open> open = new ArrayDeque<>();

  SourceFiles(Problems problems) {
    this.problems = problems;
  }

  /** Every file that was read and every folder that was searched, absolute, in that order. */
  List<Path> read() {
    return List.copyOf(read);
  }

  boolean exists(Path file) {
    return Files.isRegularFile(file);
  }

  /** A small text file that need not be there; unreadable is empty. */
  String text(Path file) {
    note(file);
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Hands every line of a file on.
   *
   * @param asked where it was asked for, for the message if it can't be read
   */
  void lines(Path file, Origin asked, Consumer<LogicalLine> lines) {
    note(file);
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      problems.error(asked, "Could not open configuration file " + file + ": " + reason(e));
      return;
    }
    if (!allowed(file, real, asked)) {
      return;
    }
    open.push(new Open(file, real));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(real));
        LineReader reader = new LineReader(in, file.toString(), problems)) {
      @Nullable LogicalLine line;
      while ((line = reader.next()) != null) {
        lines.accept(line);
      }
    } catch (IOException e) {
      problems.error(asked, "Could not read configuration file " + file + ": " + reason(e));
    } finally {
      open.pop();
    }
  }

  private boolean allowed(Path file, Path real, Origin asked) {
    if (Files.isDirectory(real)) {
      problems.error(asked, file + " is a directory: name the file in it");
      return false;
    }
    if (!Files.isRegularFile(real) && !real.equals(Path.of("/dev/null"))) {
      problems.error(asked, "Access to file " + file + " denied: not a regular file");
      return false;
    }
    if (open.stream().anyMatch(o -> o.real().equals(real))) {
      problems.error(asked, "Include goes round in a circle: " + circle(file, real));
      return false;
    }
    if (open.size() >= DEEPEST) {
      problems.error(asked, "Exceeded maximum include depth of " + DEEPEST + " at " + file);
      return false;
    }
    return true;
  }

  private String circle(Path file, Path real) {
    List<Path> inner = open.stream().map(Open::shown).collect(Collectors.toList());
    List<Path> reals = open.stream().map(Open::real).toList();
    inner = inner.subList(0, reals.indexOf(real) + 1);
    Collections.reverse(inner);
    return Stream.concat(inner.stream(), Stream.of(file))
        .map(Path::toString)
        .collect(Collectors.joining(" includes "));
  }

  void note(Path file) {
    read.add(file.toAbsolutePath().normalize());
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied for user " + System.getProperty("user.name");
    }
    return String.valueOf(e.getMessage());
  }
}
