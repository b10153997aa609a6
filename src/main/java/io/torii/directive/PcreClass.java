package io.torii.directive;

import java.util.Map;

/** A character class of a PCRE, in which Java would take {@code [} and {@code &&} for operators. */
final class PcreClass {

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
          Map.entry("word", "\\w"),
          Map.entry("ascii", "\\p{ASCII}"));

  private final String regex;
  private final int start;
  private final StringBuilder out;
  private int at;

  PcreClass(String regex, int start, StringBuilder out) {
    this.regex = regex;
    this.start = start;
    this.out = out;
    this.at = start + 1;
  }

  /** Writes it and answers where it ends. A {@code ]} in the first place is a plain one. */
  int translate() throws InvalidRegexException {
    out.append('[');
    if (regex.startsWith("^", at)) {
      out.append('^');
      at++;
    }
    for (boolean first = true; at < regex.length(); first = false) {
      char c = regex.charAt(at);
      if (c == ']' && !first) {
        out.append(']');
        return at + 1;
      }
      if (c == '[' && posixEnd() > 0) {
        posix(posixEnd());
      } else if (c == '\\') {
        escape();
      } else {
        out.append("[]&^#".indexOf(c) >= 0 ? "\\" : "").append(c);
        at++;
      }
    }
    throw PcreTranslator.invalid(regex, "the '[' at position " + (start + 1) + " has no ']'");
  }

  /** Where {@code [:name:]} ends, or -1 if this is none. */
  private int posixEnd() {
    if (!regex.startsWith("[:", at)) {
      return -1;
    }
    int end = at + 2;
    while (end < regex.length()
        && (Character.isLetter(regex.charAt(end)) || regex.charAt(end) == '^')) {
      end++;
    }
    return regex.startsWith(":]", end) ? end : -1;
  }

  private void posix(int end) throws InvalidRegexException {
    String name = regex.substring(at + 2, end);
    boolean negated = name.startsWith("^");
    String known = POSIX.get(negated ? name.substring(1) : name);
    if (known == null) {
      throw PcreTranslator.invalid(
          regex,
          "there is no class [:"
              + name
              + ":]"
              + Nearest.to(name, POSIX.keySet())
                  .map(n -> " (did you mean [:" + n + ":]?)")
                  .orElse(""));
    }
    out.append(negated ? "[^" + known + "]" : known);
    at = end + 2;
  }

  private void escape() throws InvalidRegexException {
    if (at + 1 == regex.length()) {
      throw PcreTranslator.invalid(regex, "the backslash at its end escapes nothing");
    }
    char c = regex.charAt(at + 1);
    // In a class PCRE's \b is a backspace.
    out.append(c == 'b' ? "\\x08" : "\\" + c);
    at += 2;
  }
}
