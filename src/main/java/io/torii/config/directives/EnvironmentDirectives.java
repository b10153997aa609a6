package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.EnvRule;
import io.torii.config.EnvRule.Assignment;
import io.torii.config.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The variables of a request (mod_env, mod_setenvif). */
final class EnvironmentDirectives {

  /** mod_setenvif takes any other attribute for a regular expression over field names. */
  private static final Pattern FIELD = Pattern.compile("[-A-Za-z0-9_]*");

  private EnvironmentDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "SetEnv",
            Context.ANYWHERE,
            "variable [value]",
            "sets a variable, after rules are chosen",
            (s, b) ->
                b.settings()
                    .env
                    .add(new EnvRule.Set(s.word(0), s.count() > 1 ? s.word(1) : "", s.origin()))),
        directive(
            "UnsetEnv",
            Context.ANYWHERE,
            "variable …",
            "removes variables",
            (s, b) ->
                s.words().forEach(w -> b.settings().env.add(new EnvRule.Unset(w, s.origin())))),
        directive(
            "PassEnv",
            Context.ANYWHERE,
            "variable …",
            "sets variables from the process's environment",
            EnvironmentDirectives::pass),
        directive(
            "SetEnvIf",
            Context.ANYWHERE,
            "attribute regex [!]variable[=value] …",
            "sets variables, before rules are chosen",
            (s, b) -> setIf(s, b, s.word(0), s.word(1), s.rest(2), false)),
        directive(
            "SetEnvIfNoCase",
            Context.ANYWHERE,
            "attribute regex [!]variable[=value] …",
            "the same, in any case",
            (s, b) -> setIf(s, b, s.word(0), s.word(1), s.rest(2), true)),
        directive(
            "BrowserMatch",
            Context.ANYWHERE,
            "regex [!]variable[=value] …",
            "SetEnvIf of the User-Agent",
            (s, b) -> setIf(s, b, "User-Agent", s.word(0), s.rest(1), false)),
        directive(
            "BrowserMatchNoCase",
            Context.ANYWHERE,
            "regex [!]variable[=value] …",
            "the same, in any case",
            (s, b) -> setIf(s, b, "User-Agent", s.word(0), s.rest(1), true)));
  }

  private static void pass(Statement s, Block block) {
    for (String variable : s.words()) {
      String value = s.reading().environment().get(variable);
      if (value == null) {
        s.warn(
            "PassEnv \""
                + variable
                + "\" is not in the process's environment (AH01506): set it"
                + " before the start.");
        continue;
      }
      block.settings().env.add(new EnvRule.Set(variable, value, s.origin()));
    }
  }

  private static void setIf(
      Statement s,
      Block block,
      String attribute,
      String regex,
      List<String> words,
      boolean ignoreCase)
      throws InvalidValueException {
    if (attribute.toUpperCase(Locale.ROOT).startsWith("OID(")) {
      throw new InvalidValueException(
          s.name()
              + " \""
              + attribute
              + "\" is not understood: extensions of client certificates"
              + " are not read; use a name such as Remote_Addr, or a field.");
    }
    Pattern names =
        FIELD.matcher(attribute).matches() ? null : Syntax.regex(s.name(), attribute, true);
    List<Assignment> assignments = new ArrayList<>();
    for (String word : words) {
      assignments.add(assignment(s, word));
    }
    block
        .settings()
        .env
        .add(
            new EnvRule.SetIf(
                attribute,
                names,
                Syntax.regex(s.name(), regex, ignoreCase),
                assignments,
                s.origin()));
  }

  private static Assignment assignment(Statement s, String word) throws InvalidValueException {
    boolean remove = word.startsWith("!");
    int equals = word.indexOf('=');
    String variable = remove ? word.substring(1) : equals < 0 ? word : word.substring(0, equals);
    if (variable.isEmpty()) {
      throw new InvalidValueException(
          s.name() + " \"" + word + "\" names no variable: write NAME, NAME=value or !NAME.");
    }
    // httpd gives a variable without a value the value 1
    return new Assignment(
        variable, remove ? "" : equals < 0 ? "1" : word.substring(equals + 1), remove);
  }
}
