package io.torii.rule;

import io.torii.config.RewriteRule;
import io.torii.config.RewriteRule.Escapes;
import io.torii.config.RewriteRule.Flag;
import io.torii.config.RewriteText;
import io.torii.config.RewriteText.Part;
import java.util.Locale;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Fills in the texts of rewriting for one request: groups, variables, the path as it is by now. */
final class RewriteValues {

  private final Request request;
  private final Checks checks;
  private @Nullable MatchResult ruleGroups;
  private @Nullable MatchResult conditionGroups;
  private String current;

  RewriteValues(Request request, Checks checks, String current) {
    this.request = request;
    this.checks = checks;
    this.current = current;
  }

  /** The path or URL as the rules have it by now. */
  String current() {
    return current;
  }

  void current(String rewritten) {
    current = rewritten;
  }

  /**
   * A rule's pattern has matched.
   *
   * @param groups null if it was not to match
   */
  void matched(@Nullable MatchResult groups) {
    ruleGroups = groups;
    conditionGroups = null;
  }

  void conditionMatched(MatchResult groups) {
    conditionGroups = groups;
  }

  /** A text without regard to flags. */
  String fill(RewriteText text) {
    StringBuilder out = new StringBuilder();
    for (RewriteText.Part part : text.parts()) {
      out.append(value(part, null));
    }
    return out.toString();
  }

  /**
   * A substitution with its rule's escapes.
   *
   * @return null if the question mark that would start its query is the client's: an encoded one
   *     could make a URL of it that nobody meant (AH10508)
   */
  @Nullable String fill(RewriteText substitution, RewriteRule rule) {
    StringBuilder out = new StringBuilder();
    boolean last = rule.has(Flag.QUERY_LAST);
    boolean found = false;
    boolean ours = true;
    for (RewriteText.Part part : substitution.parts()) {
      String value = value(part, rule.escapes());
      if (value.indexOf('?') >= 0 && (last || !found)) {
        found = true;
        ours = part instanceof Part.Literal;
      }
      out.append(value);
    }
    return ours || rule.has(Flag.ALLOW_QUESTION_MARK) ? out.toString() : null;
  }

  private String value(Part part, @Nullable Escapes escapes) {
    if (part instanceof Part.Literal literal) {
      return literal.text();
    } else if (part instanceof Part.RuleGroup group) {
      return escaped(group(ruleGroups, group.number()), escapes);
    } else if (part instanceof Part.ConditionGroup group) {
      return escaped(group(conditionGroups, group.number()), escapes);
    } else if (part instanceof Part.Variable variable) {
      return checks.text(variable.value(), request);
    }
    return current;
  }

  private static String group(@Nullable MatchResult groups, int number) {
    String found = groups == null || number > groups.groupCount() ? null : groups.group(number);
    return found == null ? "" : found;
  }

  /** As PHP's urlencode has it, in lower-case hexadecimal. */
  private static String escaped(String group, @Nullable Escapes escapes) {
    if (escapes == null) {
      return group;
    }
    StringBuilder out = new StringBuilder(group.length() + 16);
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      boolean word = c == '_' || (c < 128 && Character.isLetterOrDigit(c));
      if (word || !concerns(escapes, c)) {
        out.append(c);
      } else if (c == ' ' && escapes.plus()) {
        out.append('+');
      } else {
        out.append(String.format(Locale.ROOT, "%%%02x", c & 0xFF));
      }
    }
    return out.toString();
  }

  private static boolean concerns(Escapes escapes, char c) {
    boolean general = escapes.controls() ? c <= ' ' || c == 0x7F : escapes.only().isEmpty();
    return (general || escapes.only().indexOf(c) >= 0) && escapes.except().indexOf(c) < 0;
  }
}
