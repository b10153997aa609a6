package io.torii.directive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions of directives. httpd uses PCRE; where Java's syntax means
 * something else by the same characters, they are rewritten: POSIX classes, brackets and {@code &&}
 * inside a class, {@code (?P<name>…)}, and group names with underscores, which Java does not allow.
 */
public final class Regex {

  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("digit", "\\p{Digit}"),
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("space", "\\s"),
          Map.entry("blank", "\\p{Blank}"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("xdigit", "\\p{XDigit}"),
          Map.entry("word", "\\w"));

  private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

  private Regex() {}

  /**
   * Compiles a pattern.
   *
   * @throws InvalidRegexException if it is none
   */
  public static Pattern compile(String regex, boolean ignoreCase) throws InvalidRegexException {
    int flags = Pattern.UNIX_LINES | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    try {
      return Pattern.compile(translate(regex), flags);
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at position " + (e.getIndex() + 1);
      throw new InvalidRegexException(
          "\"" + regex + "\" is not a regular expression: " + e.getDescription() + where + ".");
    }
  }

  /** The names of a pattern's groups as they were written, and as the pattern knows them. */
  public static Map<String, String> groups(Pattern pattern) {
    Map<String, String> groups = new LinkedHashMap<>();
    Matcher names = GROUP_NAME.matcher(pattern.pattern());
    while (names.find()) {
      groups.put(decode(names.group(1)), names.group(1));
    }
    return groups;
  }

  private static String translate(String regex) throws InvalidRegexException {
    StringBuilder out = new StringBuilder(regex.length() + 8);
    int i = 0;
    while (i < regex.length()) {
      char c = regex.charAt(i);
      if (c == '\\' && i + 1 < regex.length()) {
        out.append(c).append(regex.charAt(i + 1));
        i += 2;
      } else if (c == '[') {
        i = characterClass(regex, i, out);
      } else if (regex.startsWith("(?<", i) || regex.startsWith("(?P<", i)) {
        i = group(regex, i, out);
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** Writes the start of a named group; a look-behind looks alike and stays. */
  private static int group(String regex, int start, StringBuilder out) {
    int name = regex.indexOf('<', start) + 1;
    int end = regex.indexOf('>', name);
    char first = name < regex.length() ? regex.charAt(name) : '=';
    if (end < 0 || first == '=' || first == '!') {
      out.append(regex, start, name);
      return name;
    }
    out.append("(?<").append(encode(regex.substring(name, end))).append('>');
    return end + 1;
  }

  private static int characterClass(String regex, int start, StringBuilder out)
      throws InvalidRegexException {
    out.append('[');
    int i = start + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      out.append('^');
      i++;
    }
    boolean first = true;
    List<String> parts = new ArrayList<>();
    while (i < regex.length()) {
      char c = regex.charAt(i);
      if (c == ']' && !first) {
        parts.forEach(out::append);
        out.append(']');
        return i + 1;
      }
      first = false;
      if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
        int end = regex.indexOf(":]", i);
        parts.add(posix(regex, regex.substring(i + 2, end)));
        i = end + 2;
      } else if (c == '\\' && i + 1 < regex.length()) {
        parts.add(regex.substring(i, i + 2));
        i += 2;
      } else {
        parts.add(c == '[' || c == ']' || c == '&' ? "\\" + c : String.valueOf(c));
        i++;
      }
    }
    throw new InvalidRegexException(
        "\""
            + regex
            + "\" is not a regular expression: the '[' at position "
            + (start + 1)
            + " has no ']'.");
  }

  private static String posix(String regex, String name) throws InvalidRegexException {
    boolean negated = name.startsWith("^");
    String known = POSIX.get(negated ? name.substring(1) : name);
    if (known == null) {
      throw new InvalidRegexException(
          "\"" + regex + "\" is not a regular expression: there is no class [:" + name + ":].");
    }
    return negated ? "[^" + known + "]" : known;
  }

  /** Letters and digits stay, but for Z, which marks what does not. */
  private static String encode(String name) {
    return name.replace("Z", "Zz").replace("_", "Zu");
  }

  private static String decode(String name) {
    return name.replace("Zu", "_").replace("Zz", "Z");
  }
}
