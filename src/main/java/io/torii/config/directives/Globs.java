package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import io.torii.config.Section;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns the arguments of Location and Proxy into what they match. */
final class Globs {

  private Globs() {}

  /**
   * A literal, or a pattern if it has wildcards.
   *
   * @param directive the section, for messages
   * @param slashes whether a wildcard also stands for a slash: in a Proxy, not in a Location
   */
  static Section.Match match(String directive, String text, boolean slashes)
      throws InvalidValueException {
    return wild(text)
        ? new Section.Match.Glob(text, pattern(directive, text, slashes))
        : new Section.Match.Prefix(text);
  }

  /** Whether fnmatch would do more with it than compare it (apr_fnmatch_test). */
  private static boolean wild(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' || c == '?' || (c == '[' && text.indexOf(']', i) > 0)) {
        return true;
      }
      if (c == '\\') {
        i++;
      }
    }
    return false;
  }

  /** The whole of a string that an fnmatch pattern stands for. */
  private static Pattern pattern(String directive, String text, boolean slashes)
      throws InvalidValueException {
    String any = slashes ? "." : "[^/]";
    StringBuilder regex = new StringBuilder("\\A");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end = c == '[' ? text.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append(any).append('*');
      } else if (c == '?') {
        regex.append(any);
      } else if (end > 0) {
        regex.append(set(text.substring(i + 1, end)));
        i = end;
      } else if (c == '\\' && i + 1 < text.length()) {
        regex.append(Pattern.quote(text.substring(++i, i + 1)));
      } else {
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      }
    }
    try {
      return Pattern.compile(regex.append("\\z").toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new InvalidValueException(
          directive + " \"" + text + "\" has a set of characters in brackets that makes no sense.");
    }
  }

  private static String set(String inner) {
    boolean negated = inner.startsWith("!") || inner.startsWith("^");
    String characters = inner.substring(negated ? 1 : 0);
    return (negated ? "[^" : "[")
        + characters
            .replace("\\", "\\\\")
            .replace("[", "\\[")
            .replace("&", "\\&")
            .replace("^", "\\^")
        + "]";
  }
}
