package io.torii.rule.header;

import io.torii.rule.condition.PatternSearch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A replacement in the value of a field.
 *
 * @param pattern what is looked for
 * @param replacement with {@code $1} and {@code &}, as {@link PatternSearch#expand} has it
 */
record HeaderEdit(Pattern pattern, String replacement) {

  /** {@code edit}: the first match is replaced. */
  String first(String value) {
    MatchResult match = PatternSearch.find(pattern, value);
    return match == null
        ? value
        : value.substring(0, match.start())
            + PatternSearch.expand(replacement, match)
            + value.substring(match.end());
  }

  /**
   * {@code edit*}: each match is replaced. As in httpd the search begins anew in what follows a
   * match, so that {@code ^} holds there, too.
   */
  String all(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    String rest = value;
    while (true) {
      MatchResult match = PatternSearch.find(pattern, rest);
      if (match == null) {
        return out.append(rest).toString();
      }
      out.append(rest, 0, match.start()).append(PatternSearch.expand(replacement, match));
      if (match.end() > match.start()) {
        rest = rest.substring(match.end());
      } else if (match.end() < rest.length()) {
        // An empty match: take one character along, or it would be found forever.
        out.append(rest.charAt(match.end()));
        rest = rest.substring(match.end() + 1);
      } else {
        return out.toString();
      }
      if (rest.isEmpty()) {
        return out.toString();
      }
    }
  }
}
