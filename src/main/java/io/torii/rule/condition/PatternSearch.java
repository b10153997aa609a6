package io.torii.rule.condition;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for regular expressions in what strangers send, and puts {@code $1} into texts. */
public final class PatternSearch {

  private PatternSearch() {}

  /**
   * The first place where {@code pattern} is found in {@code text}, or null.
   *
   * @throws EvaluationException if the search needs more stack than there is: with an expression
   *     such as {@code (a|b)*} a long header can bring it there
   */
  public static @Nullable MatchResult find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    try {
      return matcher.find() ? matcher : null;
    } catch (StackOverflowError e) {
      throw new EvaluationException(
          "the regular expression '"
              + pattern
              + "' needs too much stack for a long text: write it without a repeated alternative");
    }
  }

  /**
   * {@code template} with {@code $0} to {@code $9} replaced by what the groups matched; {@code \$}
   * stands for a dollar sign (httpd's ap_pregsub).
   */
  public static String expand(String template, MatchResult match) {
    if (template.indexOf('$') < 0 && template.indexOf('\\') < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder(template.length() + 16);
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      char next = i + 1 < template.length() ? template.charAt(i + 1) : '\0';
      if (c == '\\' && (next == '$' || next == '&')) {
        out.append(next);
        i++;
      } else if (c == '$' && next >= '0' && next <= '9') {
        out.append(group(match, next - '0'));
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String group(MatchResult match, int number) {
    String text = number <= match.groupCount() ? match.group(number) : null;
    return text == null ? "" : text;
  }
}
