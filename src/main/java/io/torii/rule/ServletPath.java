package io.torii.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path as a servlet container reads it: parameters ({@code ;x=y}) belong to their segment and
 * count neither for dot segments nor for matching. {@code /app/..;/x} is {@code /x} to such a
 * backend.
 */
final class ServletPath {

  private final List<String> segments;
  private final boolean directory;
  private final String path;

  private ServletPath(List<String> segments, boolean directory) {
    this.segments = segments;
    this.directory = directory;
    StringBuilder names = new StringBuilder();
    segments.forEach(s -> names.append('/').append(name(s)));
    this.path = names.append(directory || segments.isEmpty() ? "/" : "").toString();
  }

  /** Reads a path that starts with a slash; null if it climbs above the root. */
  static @Nullable ServletPath of(String text) {
    return read(text, false);
  }

  /**
   * Reads a path that starts with a slash, as servers do to which the root's parent is the root.
   */
  static ServletPath atMostToTheRoot(String text) {
    return Objects.requireNonNull(read(text, true));
  }

  private static @Nullable ServletPath read(String text, boolean stopsAtTheRoot) {
    List<String> segments = new ArrayList<>();
    boolean directory = false;
    for (int at = 1; at <= text.length(); ) {
      int end = text.indexOf('/', at);
      String segment = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() + 1 : end + 1;
      String name = name(segment);
      directory = name.isEmpty() || name.equals(".") || name.equals("..");
      if (name.equals("..")) {
        if (!segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        } else if (!stopsAtTheRoot) {
          return null;
        }
      } else if (!directory) {
        segments.add(segment);
      }
    }
    return new ServletPath(segments, directory);
  }

  /** Without parameters, dot segments and empty segments. */
  String path() {
    return path;
  }

  /**
   * What a matched prefix leaves over, parameters included; those of the prefix's own last segment
   * as well, unless it ends with a slash. Dot segments stay resolved: httpd forwards {@code
   * a/..;/b} as it came, where a backend that is no servlet container would read another path than
   * was matched.
   */
  String remainder(String prefix) {
    int taken = 0;
    for (String segment : prefix.split("/", -1)) {
      taken += segment.isEmpty() ? 0 : 1;
    }
    boolean slash = prefix.endsWith("/");
    StringBuilder rest = new StringBuilder();
    if (!slash && taken > 0) {
      String last = segments.get(taken - 1);
      rest.append(last, name(last).length(), last.length());
    }
    for (int i = taken; i < segments.size(); i++) {
      rest.append(slash && i == taken ? "" : "/").append(segments.get(i));
    }
    boolean more = segments.size() > taken;
    return rest.append(directory && (more || !slash) ? "/" : "").toString();
  }

  private static String name(String segment) {
    int semicolon = segment.indexOf(';');
    return semicolon < 0 ? segment : segment.substring(0, semicolon);
  }
}
