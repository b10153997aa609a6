package io.torii.directive;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a PCRE where Java's syntax means something else by the same characters: POSIX classes,
 * brackets and ampersands inside a class, the dollar, a plain opening brace, the other spellings of
 * named groups and references to them, comments, and some escapes.
 */
final class PcreTranslator {

  private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(,\\d*)?}");
  private static final Pattern NAMED_GROUP =
      Pattern.compile("\\(\\?(?:P?<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\(\\?P=([A-Za-z_]\\w*)\\)"
              + "|\\\\k(?:<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)'|\\{([A-Za-z_]\\w*)})"
              + "|\\\\g\\{([A-Za-z_]\\w*)}");
  private static final Pattern NUMBERED = Pattern.compile("\\\\g(?:(\\d)|\\{(\\d+)})");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z^]*(-[a-zA-Z]*)?[:)]");
  private static final Map<Character, String> ESCAPES = Map.of('N', "[^\\n]", 'C', "(?s:.)");

  private final String regex;
  private final StringBuilder out = new StringBuilder();
  private int at;

  PcreTranslator(String regex) {
    this.regex = regex;
  }

  String translate() throws InvalidRegexException {
    boolean multiline = FLAGS.matcher(regex).results().anyMatch(f -> f.group().contains("m"));
    while (at < regex.length()) {
      char c = regex.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> at = new PcreClass(regex, at, out).translate();
        case '(' -> open();
        case '$' -> copy(multiline ? "$" : "\\z", 1);
        case '{' -> brace();
        default -> copy(String.valueOf(c), 1);
      }
    }
    return out.toString();
  }

  private void copy(String translated, int length) {
    out.append(translated);
    at += length;
  }

  private void escape() throws InvalidRegexException {
    if (at + 1 == regex.length()) {
      throw invalid(regex, "the backslash at its end escapes nothing");
    }
    Matcher reference = lookingAt(REFERENCE);
    Matcher numbered = lookingAt(NUMBERED);
    char c = regex.charAt(at + 1);
    if (c == 'Q') {
      int end = regex.indexOf("\\E", at + 2);
      String literal = regex.substring(at + 2, end < 0 ? regex.length() : end);
      copy(quote(literal), literal.length() + (end < 0 ? 2 : 4));
    } else if (c == 'E') {
      at += 2;
    } else if (reference.lookingAt()) {
      reference(reference);
    } else if (numbered.lookingAt()) {
      String number = numbered.group(1) != null ? numbered.group(1) : numbered.group(2);
      copy("\\" + number, numbered.end() - at);
    } else {
      copy(ESCAPES.getOrDefault(c, "\\" + c), 2);
    }
  }

  private void open() throws InvalidRegexException {
    Matcher group = lookingAt(NAMED_GROUP);
    Matcher reference = lookingAt(REFERENCE);
    if (regex.startsWith("(?#", at)) {
      int end = regex.indexOf(')', at);
      if (end < 0) {
        throw invalid(regex, "the comment at position " + (at + 1) + " has no ')'");
      }
      at = end + 1;
    } else if (group.lookingAt()) {
      String name = group.group(1) != null ? group.group(1) : group.group(2);
      copy("(?<" + encode(name) + ">", group.end() - at);
    } else if (reference.lookingAt()) {
      reference(reference);
    } else {
      copy("(", 1);
    }
  }

  private void reference(Matcher reference) {
    for (int i = 1; i <= reference.groupCount(); i++) {
      if (reference.group(i) != null) {
        copy("\\k<" + encode(reference.group(i)) + ">", reference.end() - at);
        return;
      }
    }
  }

  /** A brace that starts no quantifier is itself. */
  private void brace() {
    Matcher quantifier = lookingAt(QUANTIFIER);
    if (quantifier.lookingAt()) {
      copy(quantifier.group(), quantifier.end() - at);
    } else {
      copy("\\{", 1);
    }
  }

  private Matcher lookingAt(Pattern pattern) {
    return pattern.matcher(regex).region(at, regex.length());
  }

  private static String quote(String literal) {
    StringBuilder quoted = new StringBuilder();
    literal
        .codePoints()
        .forEach(
            c ->
                quoted
                    .append(c < 128 && !Character.isLetterOrDigit(c) ? "\\" : "")
                    .appendCodePoint(c));
    return quoted.toString();
  }

  static InvalidRegexException invalid(String regex, String why) {
    return new InvalidRegexException("\"" + regex + "\" is not a regular expression: " + why + ".");
  }

  /** Letters and digits stay, but for Z, which marks what does not; a letter comes first. */
  static String encode(String name) {
    return name.replace("Z", "Zz").replace("_", "Zu");
  }

  static String decode(String name) {
    return name.replace("Zu", "_").replace("Zz", "Z");
  }
}
