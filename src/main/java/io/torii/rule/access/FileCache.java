package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Small text files, read again when they change. Whether one has changed is asked at most once a
 * second; a reload is not needed for a new password.
 */
final class FileCache<T> {

  private static final Duration UNASKED = Duration.ofSeconds(1);

  /** What tells a changed file from an unchanged one; the key is the inode where there is one. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {

    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  private record Loaded<T>(T value, Stamp stamp, Instant asked) {}

  private final InstantSource clock;
  private final Function<List<String>, T> parser;
  private final Map<Path, Loaded<T>> files = new ConcurrentHashMap<>();

  /**
   * @param parser gets the lines, each byte as one character (ISO 8859-1): a user's name is then
   *     the bytes that a browser sends, in whatever charset
   */
  FileCache(InstantSource clock, Function<List<String>, T> parser) {
    this.clock = clock;
    this.parser = parser;
  }

  /**
   * What stands in the file.
   *
   * @throws IOException if it can't be read
   */
  T get(Path file) throws IOException {
    Instant now = clock.instant();
    Loaded<T> known = files.get(file);
    if (known != null && now.isBefore(known.asked().plus(UNASKED))) {
      return known.value();
    }
    // Taken before reading: a change while we read is then seen the next time.
    Stamp stamp = Stamp.of(file);
    T value =
        known != null && Objects.equals(known.stamp(), stamp)
            ? known.value()
            : parser.apply(Files.readAllLines(file, ISO_8859_1));
    files.put(file, new Loaded<>(value, stamp, now));
    return value;
  }
}
