package io.torii.rule;

import io.torii.config.Section;
import io.torii.config.Section.Match;
import io.torii.directive.Regex;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Compares one section with a path or a URL. */
final class SectionMatcher {

  private final Match match;

  /** The names of its groups as they were written, each with its name in the pattern. */
  private final Map<String, String> groups;

  /** What a path starts with, where it is no pattern. */
  private final @Nullable String literal;

  SectionMatcher(Section section) {
    this.match = section.match();
    this.literal = match instanceof Match.Prefix prefix ? Bytes.of(prefix.text()) : null;
    this.groups = match instanceof Match.Regex regex ? Regex.groups(regex.pattern()) : Map.of();
  }

  /**
   * Whether a Location takes a path. A literal ends on a segment boundary; written with a slash at
   * its end it takes only what is below. A wildcard must match all of the path.
   *
   * @param path as it is
   * @param merged with runs of slashes made one: LocationMatch alone tells them apart
   */
  boolean location(String path, String merged) {
    String text = literal;
    if (text != null) {
      int length = text.length();
      return merged.startsWith(text)
          && (length == 0
              || length == merged.length()
              || text.charAt(length - 1) == '/'
              || merged.charAt(length) == '/');
    }
    return match instanceof Match.Glob glob
        ? PathSearch.matches(glob.pattern(), merged)
        : PathSearch.find(((Match.Regex) match).pattern(), path) != null;
  }

  /** Whether a Proxy section takes a target URL; a literal is a plain prefix. */
  boolean proxy(String url) {
    if (literal != null) {
      return url.startsWith(literal);
    }
    return match instanceof Match.Glob glob
        ? PathSearch.matches(glob.pattern(), url)
        : PathSearch.find(((Match.Regex) match).pattern(), url) != null;
  }

  boolean captures() {
    return !groups.isEmpty();
  }

  /** Puts what named groups matched into {@code MATCH_NAME}. */
  void capture(String text, Map<String, String> env) {
    if (groups.isEmpty() || !(match instanceof Match.Regex regex)) {
      return;
    }
    Matcher matcher = PathSearch.find(regex.pattern(), text);
    if (matcher == null) {
      return;
    }
    groups.forEach(
        (written, name) -> {
          String value = matcher.group(name);
          if (value != null) {
            env.put("MATCH_" + written.toUpperCase(Locale.ROOT), value);
          }
        });
  }
}
