package io.torii.directive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions of directives, which httpd gives to PCRE2 with DOTALL and
 * DOLLAR_ENDONLY: a dot matches a line feed too, and {@code $} only at the very end. httpd
 * searches, so use {@code find}.
 */
public final class Regex {

  /** What is escaped, either end of a class, or the start of a named group. */
  private static final Pattern GROUP_NAME =
      Pattern.compile("\\\\.|\\[|]|\\(\\?<([A-Za-z][A-Za-z0-9]*)>", Pattern.DOTALL);

  private Regex() {}

  /**
   * Compiles a pattern.
   *
   * @throws InvalidRegexException if it is none, or needs what Java's engine does not have
   */
  public static Pattern compile(String regex, boolean ignoreCase) throws InvalidRegexException {
    int flags = Pattern.UNIX_LINES | Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    String java = new PcreTranslator(regex).translate();
    try {
      return Pattern.compile(java, flags);
    } catch (PatternSyntaxException e) {
      if (e.getDescription().startsWith("Stack overflow")) {
        throw tooDeep(regex);
      }
      // The index counts in our translation; it is the user's only if nothing was rewritten.
      boolean same = java.equals(regex) && e.getIndex() >= 0;
      String where = same ? " at position " + (e.getIndex() + 1) : "";
      throw new InvalidRegexException(
          "\"" + regex + "\" is not a regular expression: " + e.getDescription() + where + ".");
    } catch (StackOverflowError e) {
      throw tooDeep(regex);
    }
  }

  private static InvalidRegexException tooDeep(String regex) {
    return new InvalidRegexException(
        "\"" + regex.substring(0, 40) + "…\" is nested too deeply for a regular expression.");
  }

  /**
   * The names of a pattern's groups as they were written, each with the name by which the pattern
   * knows it: Java allows no underscore there.
   *
   * @param pattern one that {@link #compile} made
   */
  public static Map<String, String> groups(Pattern pattern) {
    Map<String, String> groups = new LinkedHashMap<>();
    Matcher names = GROUP_NAME.matcher(pattern.pattern());
    boolean inClass = false; // one regular expression for a whole class would need stack for it
    while (names.find()) {
      String name = names.group(1);
      inClass = names.group().equals("[") || (inClass && !names.group().equals("]"));
      if (name != null && !inClass) {
        groups.put(PcreTranslator.decode(name), name);
      }
    }
    return groups;
  }
}
