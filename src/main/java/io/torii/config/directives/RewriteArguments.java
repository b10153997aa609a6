package io.torii.config.directives;

import io.torii.config.InvalidValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a RewriteRule or a RewriteCond. mod_rewrite splits its lines itself: a backslash
 * keeps a blank together and stays where it is, and a quote ends at the very next one.
 *
 * @param first the pattern, or what is tested
 * @param second the substitution, or the test
 * @param flags what stands in the brackets, each as {@code name} or {@code name=value}
 */
record RewriteArguments(String first, String second, List<String> flags) {

  static RewriteArguments of(Statement s, String usage) throws InvalidValueException {
    List<String> words = split(s.node().text());
    if (words.size() < 2) {
      throw new InvalidValueException(
          s.name()
              + " takes 2 or 3 arguments, not "
              + words.size()
              + ": write \""
              + s.name()
              + " "
              + usage
              + "\".");
    }
    return new RewriteArguments(
        words.get(0), words.get(1), words.size() < 3 ? List.of() : flags(s.name(), words.get(2)));
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int at = blanks(line, 0);
    while (at < line.length() && words.size() < 3) {
      char quote = line.charAt(at) == '"' || line.charAt(at) == '\'' ? line.charAt(at++) : 0;
      int start = at;
      while (at < line.length() && !ends(line.charAt(at), quote)) {
        at +=
            line.charAt(at) == '\\' && at + 1 < line.length() && blank(line.charAt(at + 1)) ? 2 : 1;
      }
      words.add(line.substring(start, Math.min(at, line.length())));
      at = blanks(line, at + 1);
    }
    return words;
  }

  private static boolean ends(char c, char quote) {
    return quote == 0 ? blank(c) : c == quote;
  }

  private static int blanks(String line, int from) {
    int at = from;
    while (at < line.length() && blank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static List<String> flags(String directive, String word) throws InvalidValueException {
    if (!word.startsWith("[") || !word.endsWith("]") || word.length() < 2) {
      throw new InvalidValueException(
          directive
              + ": the third argument is flags in brackets, such as [R=301,L], not \""
              + word
              + "\": put flags with blanks, and whatever else has blanks, into quotes.");
    }
    List<String> flags = new ArrayList<>();
    for (String flag : word.substring(1, word.length() - 1).split(",", -1)) {
      flags.add(flag.strip());
    }
    return flags;
  }
}
