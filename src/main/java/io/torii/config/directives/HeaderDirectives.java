package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.Format;
import io.torii.config.HeaderRule;
import io.torii.config.HeaderRule.Action;
import io.torii.config.HeaderRule.Condition;
import io.torii.config.InvalidValueException;
import io.torii.config.format.FormatParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Header and RequestHeader (mod_headers). */
final class HeaderDirectives {

  private static final Map<String, Action> ACTIONS =
      Map.of(
          "set", Action.SET,
          "append", Action.APPEND,
          "merge", Action.MERGE,
          "add", Action.ADD,
          "unset", Action.UNSET,
          "edit", Action.EDIT,
          "edit*", Action.EDIT_ALL,
          "setifempty", Action.SET_IF_EMPTY,
          "note", Action.NOTE);

  /** RFC 9110 §5.6.2: what a field may be called. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\p{Alnum}-]+");

  private HeaderDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "Header",
            Context.ANYWHERE,
            "[always|onsuccess] action field [value] [replacement]"
                + " [env=[!]variable|expr=expression]",
            "changes a response's fields",
            HeaderDirectives::response),
        directive(
            "RequestHeader",
            Context.ANYWHERE,
            "action field [value] [replacement] [env=[!]variable|expr=expression]",
            "changes a request's fields",
            (s, b) -> b.settings().requestHeaders.add(rule(s, false, s.words()))));
  }

  private static void response(Statement s, Block block) throws InvalidValueException {
    String first = s.word(0).toLowerCase(Locale.ROOT);
    boolean always = first.equals("always");
    boolean table = always || first.equals("onsuccess");
    block.settings().responseHeaders.add(rule(s, always, table ? s.rest(1) : s.words()));
  }

  private static HeaderRule rule(Statement s, boolean always, List<String> words)
      throws InvalidValueException {
    boolean request = s.node().is("RequestHeader");
    Action action = action(s, request, words);
    int values =
        action == Action.UNSET ? 0 : action == Action.EDIT || action == Action.EDIT_ALL ? 2 : 1;
    if (words.size() < 2 + values) {
      throw new InvalidValueException(missing(s, action, words.get(0)));
    }
    if (words.size() > 3 + values) {
      throw new InvalidValueException(
          s.name()
              + " "
              + words.get(0)
              + " has too many arguments from \""
              + words.get(3 + values)
              + "\" on: put a value with blanks into quotes.");
    }
    Condition condition =
        words.size() == 2 + values ? new Condition.Always() : condition(s, words.get(2 + values));
    @Nullable Pattern pattern =
        values == 2 ? Syntax.regex(s.name() + " " + words.get(0), words.get(2), false) : null;
    return new HeaderRule(
        always,
        action,
        name(s, words.get(1)),
        values == 0
            ? Format.literal("")
            : action == Action.NOTE
                ? Format.literal(words.get(2))
                : value(s, words.get(1 + values)),
        pattern,
        condition,
        s.origin());
  }

  private static Action action(Statement s, boolean request, List<String> words)
      throws InvalidValueException {
    if (words.isEmpty()) {
      throw new InvalidValueException(
          s.name() + " needs an action and a field: write \"" + s.name() + " set X-Name value\".");
    }
    String word = words.get(0).toLowerCase(Locale.ROOT);
    if (word.equals("echo")) {
      throw new InvalidValueException(
          s.name()
              + " echo is not understood: name the fields one by one, as in \"Header set"
              + " X-Name expr=%{req:X-Name}\".");
    }
    Action action = ACTIONS.get(word);
    if (action == null || (request && action == Action.NOTE)) {
      throw new InvalidValueException(
          s.name()
              + " has no action \""
              + words.get(0)
              + "\": write set, append, merge, add, unset, edit, edit*"
              + (request ? " or setifempty." : ", setifempty or note."));
    }
    return action;
  }

  private static String missing(Statement s, Action action, String word) {
    String wanted =
        switch (action) {
          case UNSET -> "a field";
          case EDIT, EDIT_ALL -> "a field, a regular expression and a replacement";
          case NOTE -> "a field and the name of the note";
          default -> "a field and a value";
        };
    return s.name() + " " + word + " needs " + wanted + ".";
  }

  private static String name(Statement s, String written) throws InvalidValueException {
    String name = written.endsWith(":") ? written.substring(0, written.length() - 1) : written;
    if (!TOKEN.matcher(name).matches()) {
      throw new InvalidValueException(
          s.name()
              + " \""
              + written
              + "\" is not the name of a field: it has letters, digits and"
              + " hyphens only.");
    }
    return name;
  }

  private static Format value(Statement s, String text) throws InvalidValueException {
    try {
      return FormatParser.headerValue(text, expression -> Syntax.string(s.name(), expression));
    } catch (InvalidValueException e) {
      throw Syntax.wrong(s.name(), e);
    }
  }

  private static Condition condition(Statement s, String word) throws InvalidValueException {
    if (word.equalsIgnoreCase("early")) {
      s.reading()
          .noteOnce(
              s.origin(),
              s.name() + " early",
              s.name()
                  + " early works like one without it: conditions see what the client has sent, and"
                  + " the member gets the change.");
      return new Condition.Always();
    }
    return Conditions.read(s, word)
        .orElseThrow(
            () ->
                new InvalidValueException(
                    s.name()
                        + " does not know \""
                        + word
                        + "\" behind the value: write env=NAME, env=!NAME or expr=…, and put a"
                        + " value with blanks into quotes."));
  }
}
