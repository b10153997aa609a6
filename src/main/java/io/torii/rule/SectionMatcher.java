package io.torii.rule;

import io.torii.config.Section;
import io.torii.config.Section.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares one section with a path or a URL. */
final class SectionMatcher {

  private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  private final Match match;
  private final List<String> groups = new ArrayList<>();

  SectionMatcher(Section section) {
    this.match = section.match();
    if (match instanceof Match.Regex regex) {
      Matcher names = NAMED_GROUP.matcher(regex.pattern().pattern());
      while (names.find()) {
        groups.add(names.group(1));
      }
    }
  }

  /**
   * Whether a Location takes a path. A literal ends on a segment boundary; written with a slash at
   * its end it takes only what is below. A wildcard must match all of the path.
   *
   * @param path as it is
   * @param merged with runs of slashes made one: LocationMatch alone tells them apart
   */
  boolean location(String path, String merged) {
    if (match instanceof Match.Prefix prefix) {
      String text = prefix.text();
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
    if (match instanceof Match.Prefix prefix) {
      return url.startsWith(prefix.text());
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
    for (String group : groups) {
      String value = matcher.group(group);
      if (value != null) {
        env.put("MATCH_" + group.toUpperCase(Locale.ROOT), value);
      }
    }
  }
}
