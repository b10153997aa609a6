package io.torii.directive;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shell wildcards in one part of a path, as apr_fnmatch with APR_FNM_PERIOD has them. */
final class Glob {

  private Glob() {}

  /** True if something in it is a wildcard; a {@code [} that nothing closes is none. */
  static boolean isPattern(String text) {
    boolean bracket = false;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '*', '?' -> {
          return true;
        }
        case '\\' -> i++;
        case '[' -> bracket = true;
        case ']' -> {
          if (bracket) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /**
   * A leading dot of a name must be written in the pattern. The time to match is that of the name
   * times that of the pattern, however many stars it has: what stands between two of them is found
   * where it comes first, and never looked for again.
   */
  static Predicate<String> compile(String glob) {
    StringBuilder regex = new StringBuilder();
    int star = -1; // where the last one stands in the expression
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? closing(glob, i) : -1;
      if (c == '*') {
        if (star >= 0) {
          regex.insert(star, "(?>").insert(star + 5, '?').append(')');
        }
        star = regex.length();
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        appendSet(regex, glob.substring(i + 1, close));
        i = close;
      } else if (c == '\\' && i + 1 < glob.length()) {
        i++;
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    boolean hidden = glob.startsWith(".") || glob.startsWith("\\.");
    return name -> (hidden || !name.startsWith(".")) && pattern.matcher(name).matches();
  }

  /** The bracket that ends a set; the first character of a set is never its end. */
  private static int closing(String glob, int open) {
    int first = open + 1;
    if (first < glob.length() && (glob.charAt(first) == '!' || glob.charAt(first) == '^')) {
      first++;
    }
    return glob.indexOf(']', first + 1);
  }

  private static void appendSet(StringBuilder regex, String set) {
    boolean negated = set.startsWith("!") || set.startsWith("^");
    String members = negated ? set.substring(1) : set;
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < members.length(); i++) {
      char low = members.charAt(i);
      char high = low;
      if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
        high = members.charAt(i + 2);
        i += 2;
      }
      if (low <= high) {
        body.append(String.format("\\x{%x}-\\x{%x}", (int) low, (int) high));
      }
    }
    if (body.isEmpty()) {
      regex.append(negated ? "." : "(?!)");
    } else {
      regex.append(negated ? "[^" : "[").append(body).append(']');
    }
  }
}
