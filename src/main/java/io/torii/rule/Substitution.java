package io.torii.rule;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;

/** Replaces {@code $0} to {@code $9} and {@code ${VAR}} in texts of the configuration. */
final class Substitution {

  private Substitution() {}

  /**
   * Puts groups in the place of {@code $n}; {@code \$} is a dollar sign.
   *
   * @param groups a group that took no part in the match is empty
   * @param value what is done with a group before it is put in
   */
  static String groups(String template, MatchResult groups, UnaryOperator<String> value) {
    if (template.indexOf('$') < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder(template.length() + 32);
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      char next = i + 1 < template.length() ? template.charAt(i + 1) : 0;
      if (c == '\\' && (next == '$' || next == '&')) {
        out.append(next);
        i++;
      } else if (c == '$' && next >= '0' && next <= '9') {
        int group = next - '0';
        String found = group <= groups.groupCount() ? groups.group(group) : null;
        out.append(found == null ? "" : value.apply(found));
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Puts a request's variables in the place of {@code ${VAR}}; one that is not set is empty. */
  static String variables(String template, Map<String, String> env) {
    int start = template.indexOf("${");
    if (start < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder(template.length() + 32);
    int from = 0;
    while (start >= 0) {
      int end = template.indexOf('}', start + 2);
      if (end < 0) {
        break;
      }
      out.append(template, from, start)
          .append(env.getOrDefault(template.substring(start + 2, end), ""));
      from = end + 1;
      start = template.indexOf("${", from);
    }
    return out.append(template, from, template.length()).toString();
  }
}
