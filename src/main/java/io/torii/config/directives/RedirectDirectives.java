package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.InvalidValueException;
import io.torii.config.RedirectRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Redirect and its kin (mod_alias). */
final class RedirectDirectives {

  private static final Map<String, Integer> WORDS =
      Map.of("permanent", 301, "temp", 302, "seeother", 303, "gone", 410);

  private static final Pattern URL = Pattern.compile("\\p{Alpha}[\\p{Alnum}+.-]*:.+");

  /** Any path: a redirect of a section takes whatever the section does. */
  private static final Pattern EVERYTHING = Pattern.compile("");

  private RedirectDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "Redirect",
            Context.ANYWHERE,
            "[status] [path] url",
            "sends paths elsewhere",
            (s, b) -> redirect(s, b, 0)),
        directive(
            "RedirectTemp",
            Context.ANYWHERE,
            "[path] url",
            "Redirect with 302",
            (s, b) -> redirect(s, b, 302)),
        directive(
            "RedirectPermanent",
            Context.ANYWHERE,
            "[path] url",
            "Redirect with 301",
            (s, b) -> redirect(s, b, 301)),
        directive(
            "RedirectMatch",
            Context.ANYWHERE,
            "[status] regex [url]",
            "sends paths elsewhere by regular expression",
            RedirectDirectives::match));
  }

  private static void redirect(Statement s, Block block, int fixed) throws InvalidValueException {
    int status = fixed != 0 ? fixed : status(s);
    List<String> words = fixed == 0 && status != 0 ? s.rest(1) : s.words();
    status = status == 0 ? 302 : status;
    boolean moves = status >= 300 && status < 400;
    if (words.size() > (moves ? 2 : 1)) {
      throw new InvalidValueException(
          moves
              ? s.name()
                  + " does not know the status \""
                  + words.get(0)
                  + "\": write permanent, temp, seeother, gone or a number."
              : s.name()
                  + " with status "
                  + status
                  + " goes nowhere: remove \""
                  + words.get(1)
                  + "\".");
    }
    // Without a path it takes the whole section, and what is behind the section's path is not added
    boolean whole = words.size() < (moves ? 2 : 1);
    if (whole && block.inServer()) {
      throw new InvalidValueException(
          s.name()
              + " outside of a <Location> needs a path"
              + (moves
                  ? " and where to go: write \"Redirect /old https://www.example.com/new\"."
                  : ": write \"Redirect gone /old\"."));
    }
    if (whole && moves && words.isEmpty()) {
      throw new InvalidValueException(s.name() + " needs a URL to go to.");
    }
    String target = moves ? target(s, words.get(words.size() - 1), whole) : "";
    block
        .settings()
        .redirects
        .add(
            whole
                ? new RedirectRule(status, null, EVERYTHING, target, s.origin())
                : new RedirectRule(status, words.get(0), null, target, s.origin()));
  }

  private static void match(Statement s, Block block) throws InvalidValueException {
    int status = status(s);
    List<String> words = status == 0 ? s.words() : s.rest(1);
    status = status == 0 ? 302 : status;
    boolean moves = status >= 300 && status < 400;
    if (words.size() != (moves ? 2 : 1)) {
      throw new InvalidValueException(
          moves
              ? "RedirectMatch needs a regular expression and a URL: write \"RedirectMatch ^/old/(.*)"
                  + " https://www.example.com/$1\"."
              : "RedirectMatch with status " + status + " takes a regular expression only.");
    }
    Pattern pattern = Syntax.regex("RedirectMatch", words.get(0), false);
    block
        .settings()
        .redirects
        .add(new RedirectRule(status, null, pattern, moves ? words.get(1) : "", s.origin()));
  }

  /** The status that the first argument names; 0 if it names none. */
  private static int status(Statement s) throws InvalidValueException {
    String first = s.word(0).toLowerCase(Locale.ROOT);
    if (!first.isEmpty() && first.chars().allMatch(Character::isDigit)) {
      return s.integer(0, 300, 599);
    }
    return WORDS.getOrDefault(first, 0);
  }

  private static String target(Statement s, String target, boolean whole)
      throws InvalidValueException {
    if (!target.startsWith("/") && !URL.matcher(target).matches()) {
      throw new InvalidValueException(
          s.name()
              + " goes to \""
              + target
              + "\", which is neither a URL nor a path: write one that"
              + " starts with https:// or a slash.");
    }
    if (whole && target.contains("%{")) {
      throw new InvalidValueException(
          s.name()
              + " \""
              + target
              + "\" has an expression, which is not understood in a target:"
              + " write RedirectMatch with $1.");
    }
    // in a pattern's target a dollar sign would stand for a group
    return whole ? target.replace("\\", "\\\\").replace("$", "\\$") : target;
  }
}
